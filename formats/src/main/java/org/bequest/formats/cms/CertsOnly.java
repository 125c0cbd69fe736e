package org.bequest.formats.cms;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;

/** Certificates in a SignedData without content or signers (RFC 5272 section 4.1). */
public record CertsOnly(List<X509CertificateHolder> certificates) {
  private static final Limits LIMITS = new Limits(4 << 20, 32, 200_000);
  private static final int MOST_CERTIFICATES = 1000;

  public CertsOnly {
    certificates = List.copyOf(certificates);
  }

  /**
   * Frames certificates that are already in DER, without looking into them.
   *
   * @param certificates in the order to send, leaf first
   */
  public static byte[] encode(List<byte[]> certificates) {
    return Frame.around(certificates, DegenerateSignedData.CERTIFICATES);
  }

  /**
   * Reads DER or BER. The order of the certificates says nothing: look for the own one by its
   * public key. There may be none.
   */
  public static CertsOnly decode(byte[] encoded) throws MalformedException {
    List<ASN1Sequence> found = DegenerateSignedData.decode(encoded, LIMITS).certificates();
    if (found.size() > MOST_CERTIFICATES) {
      throw new MalformedException("more than " + MOST_CERTIFICATES + " certificates");
    }
    List<X509CertificateHolder> certificates = new ArrayList<>();
    for (ASN1Sequence certificate : found) {
      certificates.add(Asn1.typed(certificate, CertsOnly::certificate, "/SignedData/certificates"));
    }
    return new CertsOnly(certificates);
  }

  private static X509CertificateHolder certificate(ASN1Sequence sequence) {
    return new X509CertificateHolder(Certificate.getInstance(sequence));
  }
}
