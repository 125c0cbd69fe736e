package org.bequest.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.tls.TlsIdentity;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A manufacturer: a root, an authority below it, and the certificates that its devices leave with.
 */
public final class ForeignPki {
  private static final Duration LONG = Duration.ofDays(3650);

  private final String name;
  private final Instant born;
  private final KeyPair rootKeys = TestKeys.p256();
  private final KeyPair issuingKeys = TestKeys.p256();
  private final X509CertificateHolder root;
  private final X509CertificateHolder issuing;

  /** What a certificate is to be. */
  public record Wanted(
      String subject,
      Duration validity,
      boolean authority,
      int usage,
      List<KeyPurposeId> purposes) {
    /** A device as it leaves the factory. */
    public static Wanted device(String serial) {
      return new Wanted(
          "SERIALNUMBER=" + serial,
          Duration.ofDays(365),
          false,
          KeyUsage.digitalSignature,
          List.of());
    }

    public Wanted with(KeyPurposeId... some) {
      return new Wanted(subject, validity, authority, usage, List.of(some));
    }

    public Wanted endingAfter(Duration time) {
      return new Wanted(subject, time, authority, usage, purposes);
    }

    public Wanted withUsage(int bits) {
      return new Wanted(subject, validity, authority, bits, purposes);
    }

    public Wanted asAuthority() {
      return new Wanted(
          subject, validity, true, KeyUsage.keyCertSign | KeyUsage.digitalSignature, purposes);
    }
  }

  public ForeignPki(String name, Instant born) {
    this.name = name;
    this.born = born;
    Wanted rootWanted = authority(name + " Root");
    this.root = certificate(rootWanted, rootKeys, new X500Name(rootWanted.subject()), rootKeys);
    this.issuing =
        certificate(authority(name + " Issuing"), issuingKeys, root.getSubject(), rootKeys);
  }

  private static Wanted authority(String commonName) {
    return new Wanted(
        "CN=" + commonName, LONG, true, KeyUsage.keyCertSign | KeyUsage.cRLSign, List.of());
  }

  /** A key and its certificate, sent with the issuing authority's. */
  public TlsIdentity device(Wanted wanted) {
    KeyPair keys = TestKeys.p256();
    return identity(keys, issued(wanted, keys), issuing);
  }

  /** Signed by the authority below the root. */
  public X509CertificateHolder issued(Wanted wanted, KeyPair keys) {
    return certificate(wanted, keys, issuing.getSubject(), issuingKeys);
  }

  public static TlsIdentity identity(KeyPair keys, X509CertificateHolder... chain) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (X509CertificateHolder certificate : chain) {
      certificates.add(TestKeys.jca(certificate));
    }
    return new TlsIdentity(keys.getPrivate(), certificates);
  }

  public X509CertificateHolder root() {
    return root;
  }

  public X509CertificateHolder issuing() {
    return issuing;
  }

  private X509CertificateHolder certificate(
      Wanted wanted, KeyPair keys, X500Name issuer, KeyPair issuerKeys) {
    try {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              issuer,
              new BigInteger(100, new SecureRandom()).add(BigInteger.TWO),
              Date.from(born.minus(Duration.ofHours(1))),
              Date.from(born.plus(wanted.validity())),
              new X500Name(wanted.subject()),
              SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(wanted.authority()));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(wanted.usage()));
      if (!wanted.purposes().isEmpty()) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(wanted.purposes().toArray(KeyPurposeId[]::new)));
      }
      return builder.build(
          new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The revocation lists of both authorities, which speak for a day. */
  public void publish(Path folder, Instant now, BigInteger... revoked) {
    write(folder.resolve("root.crl"), crl(root.getSubject(), rootKeys, now));
    write(folder.resolve("issuing.crl"), crl(issuing.getSubject(), issuingKeys, now, revoked));
  }

  /** DER. */
  private static byte[] crl(X500Name issuer, KeyPair keys, Instant now, BigInteger... revoked) {
    try {
      X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(now));
      builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
      for (BigInteger serial : revoked) {
        builder.addCRLEntry(serial, Date.from(now), CRLReason.keyCompromise);
      }
      return builder
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The root's certificate as a PEM file; what is trusted. */
  public Path trustIn(Path folder) {
    return pem(folder.resolve(name + ".pem"), root);
  }

  public static Path pem(Path file, X509CertificateHolder certificate) {
    write(file, CertificatePem.encode(List.of(TestKeys.jca(certificate))));
    return file;
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
