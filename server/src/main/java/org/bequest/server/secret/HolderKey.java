package org.bequest.server.secret;

import java.io.IOException;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The public half of a device's key for encryption, from a secret of kind KEY_HOLDER.
 *
 * @param certificate of that key, when it was registered with one
 */
public record HolderKey(
    SubjectPublicKeyInfo publicKey, Optional<X509CertificateHolder> certificate) {
  private static final int FIELDS_OF_CERTIFICATE = 3;

  /**
   * @param der a Certificate or a SubjectPublicKeyInfo
   * @throws MalformedException when it is neither
   */
  public static HolderKey decode(byte[] der) throws MalformedException {
    try {
      ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
      if (sequence.size() == FIELDS_OF_CERTIFICATE) {
        var certificate = new X509CertificateHolder(Certificate.getInstance(sequence));
        return new HolderKey(certificate.getSubjectPublicKeyInfo(), Optional.of(certificate));
      }
      return new HolderKey(SubjectPublicKeyInfo.getInstance(sequence), Optional.empty());
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("neither a certificate nor a public key", e);
    }
  }
}
