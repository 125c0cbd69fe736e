package org.bequest.formats.pal;

import java.math.BigInteger;
import java.net.URI;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * What an entry points to: a package by its URI, or a certificate that is to be rekeyed or renewed
 * (RFC 8295 section 2.1).
 *
 * <pre>
 * info ::= exactly one of dn | ski | iasn { issuer, serial } | uri
 * </pre>
 */
public sealed interface PalInfo {
  /** Of a name and of a URI in characters, and of a key identifier in octets (section 2.1.2). */
  int LONGEST = 1024;

  /** RFC 5280 has 160; some authorities had more. */
  int MOST_SERIAL_BITS = 1024;

  /** Where a package is, or where something is to be sent; relative to the list's own address. */
  record Location(URI uri) implements PalInfo {
    public Location {
      String text = uri.toString();
      if (text.isEmpty() || text.length() > LONGEST) {
        throw new IllegalArgumentException("a URI has 1 to " + LONGEST + " characters");
      }
      if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new IllegalArgumentException("a URI has ASCII characters only");
      }
    }
  }

  /** The subject of a certificate. */
  record DistinguishedName(X500Name name) implements PalInfo {
    public DistinguishedName {
      checkLength(name);
    }

    /** By RFC 4514. */
    public String text() {
      return NameText.of(name);
    }
  }

  /** The subject key identifier of a certificate. */
  record KeyIdentifier(Octets octets) implements PalInfo {
    public KeyIdentifier {
      if (octets.length() == 0 || octets.length() > LONGEST) {
        throw new IllegalArgumentException("a key identifier has 1 to " + LONGEST + " octets");
      }
    }

    public static KeyIdentifier of(byte[] octets) {
      return new KeyIdentifier(Octets.of(octets));
    }
  }

  /**
   * A certificate by its issuer and its serial number.
   *
   * @param serial 0 in an example of the RFC, though its schema wants more ({@link
   *     PalRule#SERIAL_IS_POSITIVE})
   */
  record IssuerAndSerial(X500Name issuer, BigInteger serial) implements PalInfo {
    public IssuerAndSerial {
      checkLength(issuer);
      if (issuer.getRDNs().length == 0) {
        throw new IllegalArgumentException("an issuer has a name");
      }
      if (serial.signum() < 0 || serial.bitLength() > MOST_SERIAL_BITS) {
        throw new IllegalArgumentException("a serial number is not negative, nor without end");
      }
    }

    /** By RFC 4514. */
    public String issuerText() {
      return NameText.of(issuer);
    }
  }

  private static void checkLength(X500Name name) {
    String text = NameText.of(name);
    if (text.codePointCount(0, text.length()) > LONGEST) {
      throw new IllegalArgumentException("a name has at most " + LONGEST + " characters");
    }
  }
}
