package org.bequest.cli.operator;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.KeyMaker;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.WantedKey;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A recovery key of an operator, and keys to recover. */
public record Recovery(String name, KeyPair keys, X509Certificate certificate) {
  public static Recovery create(String name, KeyAlgorithm algorithm) {
    KeyPair keys = algorithm.generate();
    return new Recovery(name, keys, certificate(name, keys.getPublic().getEncoded()));
  }

  /** NAME.p12, and NAME.pem with the certificate. */
  public void write(Path folder, String password) throws IOException {
    KeyStoreFile.write(
        folder.resolve(name + ".p12"),
        Secret.of(password),
        List.of(new KeyStoreFile.Entry(name, keys.getPrivate(), List.of(certificate))));
    Files.write(folder.resolve(name + ".pem"), CertificatePem.encode(List.of(certificate)));
  }

  /** Key and certificate in one PEM file. */
  Path writePem(Path folder) throws IOException {
    byte[] key = PrivateKeyPem.encode(keys.getPrivate());
    Path file = Files.write(folder.resolve(name + "-both.pem"), key);
    String both = Files.readString(file) + pem();
    return Files.writeString(file, both);
  }

  private String pem() {
    return new String(CertificatePem.encode(List.of(certificate)), StandardCharsets.US_ASCII);
  }

  /** A key that is made when its request is read. */
  public static WantedKey wanted(String device, KeyAlgorithm algorithm) {
    SubjectNames names = new SubjectNames(new X500Name("CN=" + device), List.of());
    var signer = PrivateKeySigner.of(KeyAlgorithm.P256.generate());
    UnsignedCsr unsigned = new CsrBuilder(names, signer.publicKey()).build();
    return new KeyMaker()
        .wanted(algorithm, unsigned.signed(signer.algorithm(), signer.sign(unsigned.toBeSigned())));
  }

  /** A certificate of anybody for this key. */
  static X509Certificate certificate(String name, byte[] publicKey) {
    X500Name subject = new X500Name("CN=" + name);
    Date now = Date.from(Instant.now());
    Date end = Date.from(Instant.now().plus(Duration.ofDays(365)));
    try {
      X509CertificateHolder certificate =
          new X509v3CertificateBuilder(
                  subject,
                  BigInteger.ONE,
                  now,
                  end,
                  subject,
                  SubjectPublicKeyInfo.getInstance(publicKey))
              .build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .build(KeyAlgorithm.P256.generate().getPrivate()));
      return CertificatePem.decodeDer(certificate.getEncoded());
    } catch (IOException | OperatorCreationException | MalformedException e) {
      throw new IllegalStateException(e);
    }
  }
}
