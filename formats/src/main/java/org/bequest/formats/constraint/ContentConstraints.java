package org.bequest.formats.constraint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The extension of a certificate or an anchor that says which content its key may sign or
 * authenticate. Without it a key may do so for nothing at all.
 *
 * <pre>
 * CMSContentConstraints ::= SEQUENCE SIZE (1..MAX) OF ContentTypeConstraint -- RFC 6010 section 2
 * </pre>
 *
 * @param types each content type once
 */
public record ContentConstraints(List<ContentTypeConstraint> types) {
  /** id-pe-cmsContentConstraints. */
  public static final ASN1ObjectIdentifier EXTENSION =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.18");

  private static final String PATH = "/CMSContentConstraints";
  private static final Limits LIMITS = new Limits(256 << 10, 24, 20_000);
  private static final int MOST_TYPES = 200;

  /**
   * @throws IllegalArgumentException without a type, or with one twice
   */
  public ContentConstraints {
    types = List.copyOf(types);
    if (types.isEmpty() || hasTwice(types)) {
      throw new IllegalArgumentException("no content type, or one twice");
    }
  }

  public static ContentConstraints of(ContentTypeConstraint... types) {
    return new ContentConstraints(List.of(types));
  }

  /** Every content. */
  public static ContentConstraints unconstrained() {
    return of(ContentTypeConstraint.any());
  }

  private static boolean hasTwice(List<ContentTypeConstraint> types) {
    Set<ASN1ObjectIdentifier> seen = new HashSet<>();
    return !types.stream().allMatch(t -> seen.add(t.contentType()));
  }

  /** That of a certificate; empty when it has none. */
  public static Optional<ContentConstraints> in(X509CertificateHolder certificate)
      throws MalformedException {
    return of(Optional.ofNullable(certificate.getExtension(EXTENSION)));
  }

  /** That of an anchor; empty when it has none. */
  public static Optional<ContentConstraints> in(TrustAnchorChoice anchor)
      throws MalformedException {
    return of(anchor.extension(EXTENSION));
  }

  private static Optional<ContentConstraints> of(Optional<Extension> extension)
      throws MalformedException {
    return extension.isEmpty()
        ? Optional.empty()
        : Optional.of(decode(extension.get().getExtnValue().getOctets()));
  }

  /** The value of the extension, in DER. */
  public static ContentConstraints decode(byte[] encoded) throws MalformedException {
    Asn1.checkDer(encoded, LIMITS);
    Encoded value = Encoded.known(encoded);
    List<ContentTypeConstraint> types = new ArrayList<>();
    for (Encoded element : PartReader.elements(value, MOST_TYPES, PATH)) {
      types.add(ContentTypeConstraint.decode(element, PATH + "/" + types.size()));
    }
    if (types.isEmpty() || hasTwice(types)) {
      throw new MalformedException("no content type, or one twice, at " + PATH);
    }
    ContentConstraints constraints = new ContentConstraints(types);
    if (!constraints.encoded().equals(value)) {
      throw new MalformedException("not DER at " + PATH);
    }
    return constraints;
  }

  public byte[] encode() {
    return encoded().octets();
  }

  private Encoded encoded() {
    return Encoded.sequenceOf(types.stream().map(ContentTypeConstraint::encode).toList());
  }

  public Extension extension(boolean critical) {
    return new Extension(EXTENSION, critical, encode());
  }

  /** The entry of this very type. */
  public Optional<ContentTypeConstraint> entry(ASN1ObjectIdentifier type) {
    return types.stream().filter(t -> t.contentType().equals(type)).findFirst();
  }
}
