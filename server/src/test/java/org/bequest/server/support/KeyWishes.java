package org.bequest.server.support;

import java.util.Arrays;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Requests for keys, whose own key nobody has and whose signature is none. */
public final class KeyWishes {
  private KeyWishes() {}

  public static CsrBuilder of(String device, KeyAlgorithm algorithm) {
    return new CsrBuilder(
        SubjectNames.of(new X500Name("CN=" + device)),
        SubjectPublicKeyInfo.getInstance(algorithm.generate().getPublic().getEncoded()));
  }

  public static Csr wish(CsrBuilder builder) {
    return builder
        .build()
        .signed(KeyAlgorithm.P256.signatureAlgorithm().orElseThrow(), new byte[] {1, 2, 3});
  }

  public static CsrBuilder symmetric(CsrBuilder builder, byte[] id) {
    return builder.attribute(CmsOids.DECRYPT_KEY_IDENTIFIER, new DEROctetString(id));
  }

  public static CsrBuilder asymmetric(CsrBuilder builder, byte[] id) {
    return builder.attribute(CmsOids.ASYMMETRIC_DECRYPT_KEY_IDENTIFIER, new DEROctetString(id));
  }

  public static CsrBuilder able(CsrBuilder builder, ASN1ObjectIdentifier... algorithms) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    Arrays.stream(algorithms).map(AlgorithmIdentifier::new).forEach(all::add);
    return builder.attribute(CmsOids.SMIME_CAPABILITIES, new DERSequence(all));
  }
}
