package org.bequest.formats.cms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;

/** Certificates in a SignedData without content or signers (RFC 5272 section 4.1). */
public record CertsOnly(List<X509CertificateHolder> certificates) {
  public CertsOnly {
    certificates = List.copyOf(certificates);
  }

  /**
   * Frames certificates that are already in DER.
   *
   * @param certificates in the order to send, leaf first
   */
  public static byte[] encode(List<byte[]> certificates) {
    ASN1EncodableVector set = new ASN1EncodableVector();
    try {
      for (byte[] certificate : certificates) {
        set.add(ASN1Primitive.fromByteArray(certificate));
      }
      ASN1EncodableVector fields = new ASN1EncodableVector();
      fields.add(new ASN1Integer(1));
      fields.add(new DERSet());
      fields.add(new DERSequence(CMSObjectIdentifiers.data));
      fields.add(new DERTaggedObject(false, 0, new DLSet(set)));
      fields.add(new DERSet());
      return new ContentInfo(CMSObjectIdentifiers.signedData, new DERSequence(fields))
          .getEncoded(ASN1Encoding.DL);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a certificate in DER", e);
    }
  }

  /** Reads DER or BER; certificates in any order, which says nothing. */
  public static CertsOnly decode(byte[] encoded) throws MalformedException {
    try {
      ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(encoded));
      List<X509CertificateHolder> found = new ArrayList<>();
      for (ASN1Encodable c : SignedData.getInstance(info.getContent()).getCertificates()) {
        found.add(new X509CertificateHolder(Certificate.getInstance(c)));
      }
      return new CertsOnly(found);
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("not a certs-only SignedData", e);
    }
  }
}
