package org.bequest.cli.inspect;

import java.io.IOException;
import java.util.Optional;
import org.bequest.cli.inspect.tree.JsonTree;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7). */
record KeyView(Inspection in) {
  Shown of(SubjectPublicKeyInfo key) {
    String fingerprint = JsonTree.sha256(Der.of(key));
    String kind = kind(key);
    return Shown.fields()
        .add("algorithm", in.algorithm(key.getAlgorithm()))
        .add("subjectPublicKey", key.getPublicKeyData().getBytes())
        .add("kind", kind)
        .add("sha256", fingerprint)
        .shown()
        .brief(kind + ", SHA-256 " + fingerprint);
  }

  /** {@code p256}, {@code rsa-2048}: as the configuration calls it, where it has a word for it. */
  String kind(SubjectPublicKeyInfo key) {
    Optional<KeyAlgorithm> known = KeyAlgorithm.of(key);
    if (known.isPresent()) {
      return known.get().configName();
    }
    AlgorithmIdentifier algorithm = key.getAlgorithm();
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "rsa" + modulusBits(key);
    }
    return algorithm.getParameters() instanceof ASN1ObjectIdentifier curve
        ? in.word(curve)
        : in.word(algorithm.getAlgorithm());
  }

  private static String modulusBits(SubjectPublicKeyInfo key) {
    try {
      return "-" + RSAPublicKey.getInstance(key.parsePublicKey()).getModulus().bitLength();
    } catch (IOException | RuntimeException _) {
      return "";
    }
  }
}
