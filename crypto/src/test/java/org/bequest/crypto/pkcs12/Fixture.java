package org.bequest.crypto.pkcs12;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys with certificates of two levels. */
final class Fixture {
  static final KeyPair ROOT = KeyAlgorithm.P256.generate();
  static final X509CertificateHolder ROOT_CERTIFICATE = certificate("CN=root", ROOT);

  private Fixture() {}

  static Pkcs12Contents contents(KeyPair keys) {
    return new Pkcs12Contents(
        "a device", pkcs8(keys), List.of(certificate("CN=device", keys), ROOT_CERTIFICATE));
  }

  static byte[] pkcs8(KeyPair keys) {
    try {
      return Keys.pkcs8(keys.getPrivate()).getEncoded();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static X509CertificateHolder certificate(String subject, KeyPair keys) {
    try {
      return new X509v3CertificateBuilder(
              new X500Name("CN=root"),
              BigInteger.valueOf(System.nanoTime()),
              Date.from(Instant.now().minus(Duration.ofHours(1))),
              Date.from(Instant.now().plus(Duration.ofDays(1))),
              new X500Name(subject),
              SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(ROOT.getPrivate()));
    } catch (OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  static java.security.cert.X509Certificate jca(X509CertificateHolder certificate) {
    try {
      return new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter()
          .getCertificate(certificate);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
