package org.bequest.formats.cms;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.cert.X509CRLHolder;

/** Revocation lists in a SignedData without content or signers (RFC 8295 section 4). */
public record CrlsOnly(List<X509CRLHolder> crls) {
  /** A list of a million entries has about five million elements in 40 MB. */
  private static final Limits LIMITS = new Limits(128 << 20, 32, 20_000_000);

  private static final int MOST_CRLS = 1000;

  public CrlsOnly {
    crls = List.copyOf(crls);
  }

  /** Frames revocation lists that are already in DER, without looking into them. */
  public static byte[] encode(List<byte[]> crls) {
    return Frame.around(crls, DegenerateSignedData.CRLS);
  }

  /** Reads DER or BER; lists in any order; there may be none. */
  public static CrlsOnly decode(byte[] encoded) throws MalformedException {
    List<ASN1Sequence> found = DegenerateSignedData.decode(encoded, LIMITS).crls();
    if (found.size() > MOST_CRLS) {
      throw new MalformedException("more than " + MOST_CRLS + " revocation lists");
    }
    List<X509CRLHolder> crls = new ArrayList<>();
    for (ASN1Sequence crl : found) {
      crls.add(Asn1.typed(crl, CrlsOnly::crl, "/SignedData/crls"));
    }
    return new CrlsOnly(crls);
  }

  private static X509CRLHolder crl(ASN1Sequence sequence) {
    return new X509CRLHolder(CertificateList.getInstance(sequence));
  }
}
