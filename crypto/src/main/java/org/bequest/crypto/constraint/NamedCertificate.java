package org.bequest.crypto.constraint;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.formats.cms.Attributes;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The certificate that a signer has named in a signed attribute (RFC 5035): no other one with the
 * same key may stand in for it. Without the attribute any may.
 */
final class NamedCertificate {
  private final List<Named> names;

  private NamedCertificate(List<Named> names) {
    this.names = names;
  }

  private record Named(String digest, byte[] hash) {
    boolean is(X509CertificateHolder certificate) {
      try {
        byte[] encoded = certificate.getEncoded();
        return MessageDigest.isEqual(hash, MessageDigest.getInstance(digest).digest(encoded));
      } catch (IOException | NoSuchAlgorithmException _) {
        return false;
      }
    }
  }

  /** An attribute that cannot be read names a certificate that nobody has. */
  static NamedCertificate of(VerifiedSigner signer) {
    Attributes signed = signer.info().signedAttributes();
    List<Named> names = new ArrayList<>();
    for (Attribute attribute : signed.attributes()) {
      ASN1ObjectIdentifier type = attribute.getAttrType();
      if (type.equals(PKCSObjectIdentifiers.id_aa_signingCertificate)) {
        names.add(first(attribute));
      } else if (type.equals(PKCSObjectIdentifiers.id_aa_signingCertificateV2)) {
        names.add(second(attribute));
      }
    }
    return new NamedCertificate(names);
  }

  private static Named first(Attribute attribute) {
    try {
      ASN1Encodable value = attribute.getAttrValues().getObjectAt(0);
      ESSCertID id = SigningCertificate.getInstance(value).getCerts()[0];
      return new Named("SHA-1", id.getCertHash());
    } catch (RuntimeException _) {
      return new Named("SHA-1", new byte[0]);
    }
  }

  private static Named second(Attribute attribute) {
    try {
      ASN1Encodable value = attribute.getAttrValues().getObjectAt(0);
      ESSCertIDv2 id = SigningCertificateV2.getInstance(value).getCerts()[0];
      return new Named(id.getHashAlgorithm().getAlgorithm().getId(), id.getCertHash());
    } catch (RuntimeException _) {
      return new Named("SHA-256", new byte[0]);
    }
  }

  boolean admits(Optional<X509CertificateHolder> certificate) {
    return names.isEmpty()
        || certificate.filter(c -> names.stream().allMatch(n -> n.is(c))).isPresent();
  }
}
