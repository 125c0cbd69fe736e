package org.bequest.formats.pkix;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A CertificationRequestInfo in DER that waits for its signature. */
public final class UnsignedCsr {
  private static final AlgorithmIdentifier NO_SIGNATURE =
      new AlgorithmIdentifier(EstOids.NO_SIGNATURE, DERNull.INSTANCE);

  private final byte[] toBeSigned;

  UnsignedCsr(byte[] toBeSigned) {
    this.toBeSigned = toBeSigned;
  }

  /** What another request says, for another key; its signature is left behind. */
  public static UnsignedCsr rekeyed(Csr other, SubjectPublicKeyInfo key) {
    CertificationRequestInfo said = other.structure().getCertificationRequestInfo();
    ASN1Set attributes = said.getAttributes() == null ? new DERSet() : said.getAttributes();
    return new UnsignedCsr(
        Der.of(new CertificationRequestInfo(said.getSubject(), key, attributes)));
  }

  /** The octets to sign; a copy. */
  public byte[] toBeSigned() {
    return toBeSigned.clone();
  }

  /** The finished request. The signature is not verified here. */
  public Csr signed(AlgorithmIdentifier algorithm, byte[] signature) {
    try {
      return read(algorithm, signature);
    } catch (MalformedException e) {
      throw new IllegalStateException("this request exceeds the limits of a request", e);
    }
  }

  private Csr read(AlgorithmIdentifier algorithm, byte[] signature) throws MalformedException {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(CertificationRequestInfo.getInstance(toBeSigned));
    fields.add(algorithm);
    fields.add(new DERBitString(signature));
    return Csr.decode(Der.of(new DERSequence(fields)));
  }

  /**
   * The request of a key that signs nothing, or whose possession was shown otherwise: where the
   * signature would stand is a hash of what would be signed (RFC 5272 section 3.1 and appendix C).
   * It proves nothing.
   */
  public Csr withoutSignature() {
    return signed(NO_SIGNATURE, sha256(toBeSigned));
  }

  /** The same of what came from outside, which may be no request at all. */
  public Csr unsignedFromOutside() throws MalformedException {
    return read(NO_SIGNATURE, sha256(toBeSigned));
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
