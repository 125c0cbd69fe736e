package org.bequest.formats.anchor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Text;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;

/** The fields that an anchor has in common with the changes of one (RFC 5914, RFC 5934). */
public final class AnchorFields {
  private static final int OCTET_STRING = 0x04;
  private static final int LONGEST_TITLE = 64;
  private static final int LONGEST_KEY_ID = 128;
  private static final int MOST_EXTENSIONS = 64;

  private AnchorFields() {}

  /** <code>KeyIdentifier ::= OCTET STRING</code>. */
  public static KeyIdentifier keyId(Encoded value, String path) throws MalformedException {
    if (value.identifier() != OCTET_STRING) {
      throw new MalformedException("no key identifier at " + path);
    }
    byte[] octets = value.content();
    if (octets.length > LONGEST_KEY_ID) {
      throw new MalformedException("more than " + LONGEST_KEY_ID + " octets at " + path);
    }
    return new KeyIdentifier(octets);
  }

  public static Encoded encode(KeyIdentifier keyId) {
    return Encoded.of(new DEROctetString(keyId.octets()));
  }

  /** <code>TrustAnchorTitle ::= UTF8String (SIZE (1..64))</code>, counted in characters. */
  public static String title(Encoded value, String path) throws MalformedException {
    String title = Text.utf8(value, path);
    if (!isTitle(title)) {
      throw new MalformedException("not 1 to " + LONGEST_TITLE + " characters at " + path);
    }
    return title;
  }

  static boolean isTitle(String title) {
    return !title.isEmpty() && title.codePointCount(0, title.length()) <= LONGEST_TITLE;
  }

  public static Encoded text(String text) {
    return Encoded.of(new DERUTF8String(text));
  }

  /**
   * <code>Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension</code>, each type at most once (RFC
   * 5280 section 4.2). Known or not, they are kept.
   */
  public static Extensions extensions(Encoded sequence, String path) throws MalformedException {
    ASN1Primitive value = sequence.value();
    int count = Asn1.typed((Object) value, ASN1Sequence::getInstance, path).size();
    if (count == 0 || count > MOST_EXTENSIONS) {
      throw new MalformedException("no or too many extensions at " + path);
    }
    return Asn1.typed((Object) value, Extensions::getInstance, path);
  }

  /** A certificate, which stays octet for octet as it is. */
  static X509CertificateHolder certificate(Encoded value, String path) throws MalformedException {
    Object structure = value.value();
    Certificate certificate = Asn1.typed(structure, Certificate::getInstance, path);
    return new X509CertificateHolder(certificate);
  }

  /** What is inside of an explicit tag. */
  public static Encoded explicit(Encoded tagged, String path) throws MalformedException {
    List<Encoded> inside = tagged.children();
    if (inside.size() != 1) {
      throw new MalformedException("not exactly one value at " + path);
    }
    return inside.getFirst();
  }

  static Encoded encode(X509CertificateHolder certificate) {
    return kept(certificate.toASN1Structure());
  }

  /** The octets that somebody else has made: what came in definite lengths stays as it was. */
  static Encoded kept(ASN1Object structure) {
    try {
      return Encoded.known(structure.getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
