package org.bequest.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody with a key and a certificate, who may certify others. */
record InspectParty(KeyPair keys, X509CertificateHolder certificate) {
  static InspectParty root(String name) {
    KeyPair keys = KeyAlgorithm.P256.generate();
    return new InspectParty(keys, certificate(name, keys, name, keys));
  }

  InspectParty issue(String name) {
    KeyPair made = KeyAlgorithm.P256.generate();
    String issuer = certificate.getSubject().toString().substring("CN=".length());
    return new InspectParty(made, certificate(name, made, issuer, keys));
  }

  private static X509CertificateHolder certificate(
      String name, KeyPair keys, String issuer, KeyPair issuerKeys) {
    boolean authority = name.equals(issuer);
    Instant now = Instant.now();
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            new X500Name("CN=" + issuer),
            BigInteger.valueOf((name.hashCode() & 0xffffL) | 0x10000L),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            new X500Name("CN=" + name),
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    int usage =
        authority
            ? KeyUsage.keyCertSign | KeyUsage.cRLSign
            : KeyUsage.digitalSignature | KeyUsage.keyAgreement;
    try {
      return builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
          .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate()));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  MessageSigner signer() {
    return MessageSigner.of(PrivateKeySigner.of(keys), certificate, List.of());
  }

  byte[] pem() throws IOException, MalformedException {
    return CertificatePem.encode(List.of(CertificatePem.decodeDer(certificate.getEncoded())));
  }

  Path certificateFile(Path folder) throws IOException, MalformedException {
    return Files.write(folder.resolve(certificate.getSubject() + ".pem"), pem());
  }

  Path keyFile(Path folder) throws IOException {
    return Files.write(
        folder.resolve(certificate.getSubject() + ".key"), PrivateKeyPem.encode(keys.getPrivate()));
  }
}
