package org.bequest.server.support;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys, requests and certificates of nobody's authority. */
public final class TestKeys {
  private TestKeys() {}

  public static KeyPair p256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A TLS server identity for localhost that nobody should trust. */
  public static TlsIdentity selfSigned(String commonName) {
    KeyPair keys = p256();
    return new TlsIdentity(
        keys.getPrivate(), List.of(jca(certificate(commonName, keys, commonName, keys))));
  }

  /** A certificate with a serial number of its own, signed by whoever it says. */
  public static X509CertificateHolder certificate(
      String subject, KeyPair keys, String issuer, KeyPair issuerKeys) {
    try {
      return builder(subject, keys, issuer)
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** One that says that its issuer, its status and its CRL can be had at this address. */
  public static X509CertificateHolder pointing(String address, KeyPair keys, String issuer) {
    GeneralName url = new GeneralName(GeneralName.uniformResourceIdentifier, address);
    AccessDescription[] access = {
      new AccessDescription(AccessDescription.id_ad_caIssuers, url),
      new AccessDescription(AccessDescription.id_ad_ocsp, url)
    };
    DistributionPointName crl = new DistributionPointName(new GeneralNames(url));
    try {
      return builder("device-1", keys, issuer)
          .addExtension(
              Extension.authorityInfoAccess, false, new AuthorityInformationAccess(access))
          .addExtension(
              Extension.cRLDistributionPoints,
              false,
              new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(crl, null, null)}))
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(p256().getPrivate()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509v3CertificateBuilder builder(String subject, KeyPair keys, String issuer) {
    Instant now = Instant.now();
    return new X509v3CertificateBuilder(
        new X500Name("CN=" + issuer),
        new BigInteger(100, new java.util.Random()).add(BigInteger.TWO),
        Date.from(now.minus(Duration.ofHours(1))),
        Date.from(now.plus(Duration.ofDays(2))),
        new X500Name("CN=" + subject),
        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
  }

  public static X509Certificate jca(X509CertificateHolder certificate) {
    try {
      return new JcaX509CertificateConverter().getCertificate(certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A signed request for this subject in RFC 4514 text. */
  public static Csr csr(String subject, KeyPair keys) {
    return sign(builder(subject, keys), keys);
  }

  public static CsrBuilder builder(String subject, KeyPair keys) {
    return new CsrBuilder(
        SubjectNames.of(new X500Name(subject)),
        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
  }

  public static Csr sign(CsrBuilder builder, KeyPair keys) {
    PrivateKeySigner signer = PrivateKeySigner.of(keys);
    var unsigned = builder.build();
    return unsigned.signed(signer.algorithm(), signer.sign(unsigned.toBeSigned()));
  }
}
