package org.bequest.crypto;

import java.security.KeyPair;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** An RSASSA-PSS signature by the JDK, with any parameters. */
record PssFixture(SubjectPublicKeyInfo key, AlgorithmIdentifier algorithm, byte[] signature) {
  static PssFixture sign(KeyPair keys, byte[] message, PSSParameterSpec parameters)
      throws Exception {
    Signature signer = Signature.getInstance("RSASSA-PSS", "SunRsaSign");
    signer.setParameter(parameters);
    signer.initSign(keys.getPrivate());
    signer.update(message);
    return new PssFixture(
        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()),
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSASSA_PSS,
            ASN1Primitive.fromByteArray(signer.getParameters().getEncoded())),
        signer.sign());
  }

  static PSSParameterSpec parameters(String hash, String maskHash, int salt) {
    return new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(maskHash), salt, 1);
  }

  Signatures.Verdict verdict(Providers providers, byte[] message) {
    return new Signatures(providers).check(key, algorithm, message, signature);
  }
}
