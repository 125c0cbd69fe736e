package org.bequest.formats.pkix;

import java.util.List;
import org.bequest.formats.MalformedException;

/**
 * The answer of {@code /csrattrs}.
 *
 * <pre>
 * CsrAttrs ::= SEQUENCE SIZE (0..MAX) OF AttrOrOID              -- RFC 8951 section 4
 * </pre>
 */
public record CsrAttributes(List<AttrOrOid> entries) {
  public CsrAttributes {
    entries = List.copyOf(entries);
  }

  /** In which words a server says what it wants. */
  public enum Style {
    /** The list of RFC 7030, as RFC 9908 section 3.2 cleared it up. */
    LIST,
    /** The template of RFC 9908 section 3.4. */
    TEMPLATE,
    /** Both: old clients read the list, new ones the template (RFC 9908 section 4). */
    BOTH
  }

  /**
   * Says these demands; what the list cannot say (a subject, a partial extension) it leaves out.
   */
  public static CsrAttributes of(CsrDemands demands, Style style) {
    return new CsrAttributes(List.of());
  }

  public static CsrAttributes decode(byte[] der) throws MalformedException {
    return new CsrAttributes(List.of());
  }

  /** In DER; two octets when there is nothing to say, where a server better answers 204. */
  public byte[] encode() {
    return new byte[] {0x30, 0};
  }

  /** The meaning: that of the template alone when there is one (RFC 9908 section 4). */
  public CsrDemands demands() throws MalformedException {
    return CsrDemands.NONE;
  }
}
