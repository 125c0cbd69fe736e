package org.bequest.formats.anchor;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * A trust anchor in one of its three forms. Its public key, not its key identifier, says which
 * anchor it is (RFC 5934 section 4.4).
 *
 * <pre>
 * TrustAnchorChoice ::= CHOICE {
 *   certificate  Certificate,
 *   tbsCert      [1] EXPLICIT TBSCertificate,
 *   taInfo       [2] EXPLICIT TrustAnchorInfo }               -- RFC 5914 section 3
 * </pre>
 */
public sealed interface TrustAnchorChoice {
  /** One anchor takes no more than this; names and policies of some take a lot. */
  Limits LIMITS = new Limits(1 << 20, 32, 20_000);

  /** With the constraints that it says itself, octet for octet as it came. */
  record Certificate(X509CertificateHolder holder) implements TrustAnchorChoice {}

  /** A certificate whose extensions somebody has edited, and which nobody has signed. */
  record TbsCert(TBSCertificate tbsCertificate) implements TrustAnchorChoice {}

  record TaInfo(TrustAnchorInfo info) implements TrustAnchorChoice {}

  /** One anchor, in DER. */
  static TrustAnchorChoice decode(byte[] encoded) throws MalformedException {
    Asn1.checkDer(encoded, LIMITS);
    return decode(Encoded.known(encoded), "/TrustAnchorChoice");
  }

  /** Reads a part of a structure that was found to be DER as a whole. */
  static TrustAnchorChoice decode(Encoded value, String path) throws MalformedException {
    TrustAnchorChoice choice =
        switch (value.identifier()) {
          case Encoded.SEQUENCE -> new Certificate(AnchorFields.certificate(value, path));
          case 0xa1 -> tbs(AnchorFields.explicit(value, path), path + "/tbsCert");
          case 0xa2 ->
              new TaInfo(
                  TrustAnchorInfo.decode(AnchorFields.explicit(value, path), path + "/taInfo"));
          default -> throw new MalformedException("unknown choice at " + path);
        };
    if (!choice.encode().equals(value)) {
      throw new MalformedException("not DER at " + path);
    }
    return choice;
  }

  private static TbsCert tbs(Encoded value, String path) throws MalformedException {
    Object structure = value.value();
    return new TbsCert(Asn1.typed(structure, TBSCertificate::getInstance, path));
  }

  /** In DER; what somebody has signed is as it was. */
  default Encoded encode() {
    return switch (this) {
      case Certificate c -> AnchorFields.encode(c.holder);
      case TbsCert t -> Encoded.constructed(0xa1, List.of(AnchorFields.kept(t.tbsCertificate)));
      case TaInfo i -> Encoded.constructed(0xa2, List.of(i.info.encode()));
    };
  }

  default SubjectPublicKeyInfo publicKey() {
    return switch (this) {
      case Certificate c -> c.holder.getSubjectPublicKeyInfo();
      case TbsCert t -> t.tbsCertificate.getSubjectPublicKeyInfo();
      case TaInfo i -> i.info.pubKey();
    };
  }

  /** The one that it bears; a certificate may have none. */
  default Optional<KeyIdentifier> keyId() {
    return switch (this) {
      case Certificate _, TbsCert _ ->
          extension(Extension.subjectKeyIdentifier)
              .flatMap(e -> Optional.ofNullable(octets(e)).map(KeyIdentifier::new));
      case TaInfo i -> Optional.of(i.info.keyId());
    };
  }

  private static byte @Nullable [] octets(Extension extension) {
    try {
      return ASN1OctetString.getInstance(extension.getParsedValue()).getOctets();
    } catch (RuntimeException _) {
      return null;
    }
  }

  /** Under which it issues certificates; empty when it cannot. */
  default Optional<X500Name> name() {
    return switch (this) {
      case Certificate c -> Optional.of(c.holder.getSubject());
      case TbsCert t -> Optional.of(t.tbsCertificate.getSubject());
      case TaInfo i -> i.info.certPath().map(CertPathControls::taName);
    };
  }

  /** The certificate that it is or encloses. */
  default Optional<X509CertificateHolder> certificate() {
    return switch (this) {
      case Certificate c -> Optional.of(c.holder);
      case TbsCert _ -> Optional.empty();
      case TaInfo i -> i.info.certPath().flatMap(CertPathControls::certificate);
    };
  }

  /**
   * What it says by an extension of this type: in its own extensions, else in the certificate that
   * it encloses. Those that {@link CertPathControls} has fields for count only in a certificate,
   * and only where the field is absent (RFC 5914 sections 2.5 and 2.6).
   */
  default Optional<Extension> extension(ASN1ObjectIdentifier type) {
    return switch (this) {
      case Certificate c -> Optional.ofNullable(c.holder.getExtension(type));
      case TbsCert t -> in(t.tbsCertificate.getExtensions(), type);
      case TaInfo i ->
          i.info.extension(type).or(() -> certificate().map(c -> c.getExtension(type)));
    };
  }

  private static Optional<Extension> in(
      @Nullable Extensions extensions, ASN1ObjectIdentifier type) {
    return extensions == null
        ? Optional.empty()
        : Optional.ofNullable(extensions.getExtension(type));
  }
}
