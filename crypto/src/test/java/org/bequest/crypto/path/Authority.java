package org.bequest.crypto.path;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A name with a key, that issues certificates with whatever extensions a test wants. */
public record Authority(X500Name name, KeyPair keys) {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
  public static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

  private static final AtomicLong SERIAL = new AtomicLong();

  public static Authority named(String name) {
    return new Authority(new X500Name(name), KeyAlgorithm.P256.generate());
  }

  public Authority renamed(String other) {
    return new Authority(new X500Name(other), keys);
  }

  public SubjectPublicKeyInfo key() {
    return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
  }

  public PrivateKeySigner signer() {
    return PrivateKeySigner.of(keys);
  }

  public static Extension extension(
      ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
    try {
      return new Extension(type, critical, value.toASN1Primitive().getEncoded("DER"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static Extension ca() {
    return extension(Extension.basicConstraints, true, new BasicConstraints(true));
  }

  public static Extension ca(int pathLength) {
    return extension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
  }

  public static Extension usage(int bits) {
    return extension(Extension.keyUsage, true, new KeyUsage(bits));
  }

  public X509CertificateHolder root(Extension... more) {
    return certificate(this, List.of(more));
  }

  public X509CertificateHolder certificate(Authority subject, List<Extension> extensions) {
    return certificate(subject, extensions, END);
  }

  public X509CertificateHolder certificate(
      Authority subject, List<Extension> extensions, Instant end) {
    try {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              name,
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(START),
              Date.from(end),
              subject.name,
              subject.key());
      for (Extension extension : extensions) {
        builder.addExtension(extension);
      }
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    } catch (IOException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }
}
