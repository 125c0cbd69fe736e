package org.bequest.ca.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bequest.ca.foreign.IssuerCertificates;
import org.bequest.crypto.KeyAlgorithm;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody else's authority, which signs whatever it is told: the worst there is to deal with. */
public final class ForeignIssuer {
  private static final Duration LIFE = Duration.ofDays(3650);

  private final KeyPair keys = KeyAlgorithm.P256.generate();
  private final X500Name name;
  private final Instant now;
  private final X509CertificateHolder certificate;

  public ForeignIssuer(String name, Instant now) {
    this.name = new X500Name("CN=" + name);
    this.now = now;
    this.certificate =
        signed(
            new Wanted(this.name, SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded())),
            true);
  }

  /** What a certificate is to be. */
  public record Wanted(
      X500Name subject,
      SubjectPublicKeyInfo key,
      GeneralNames alternatives,
      Duration validity,
      List<Extension> further) {
    public Wanted(X500Name subject, SubjectPublicKeyInfo key) {
      this(subject, key, new GeneralNames(new GeneralName[0]), LIFE.minusDays(1), List.of());
    }

    public Wanted of(Duration other) {
      return new Wanted(subject, key, alternatives, other, further);
    }

    public Wanted with(GeneralNames names) {
      return new Wanted(subject, key, names, validity, further);
    }

    public Wanted with(Extension extension) {
      return new Wanted(subject, key, alternatives, validity, List.of(extension));
    }
  }

  public X509CertificateHolder certificate() {
    return certificate;
  }

  public IssuerCertificates certificates() {
    return new IssuerCertificates(List.of(certificate));
  }

  public X509CertificateHolder issues(Wanted wanted) {
    return signed(wanted, false);
  }

  /** Another authority under this one. */
  public X509CertificateHolder issuesAuthority(Wanted wanted) {
    return signed(wanted, true);
  }

  private X509CertificateHolder signed(Wanted wanted, boolean authority) {
    Instant end = now.plus(wanted.validity());
    var builder =
        new X509v3CertificateBuilder(
            name,
            new BigInteger(100, new SecureRandom()).setBit(99),
            Date.from(now.minus(LIFE).isAfter(end) ? end.minusSeconds(60) : now.minusSeconds(60)),
            Date.from(end),
            wanted.subject(),
            wanted.key());
    try {
      var identifiers = new JcaX509ExtensionUtils();
      SubjectPublicKeyInfo own = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
      builder.addExtension(
          Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(own));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          identifiers.createSubjectKeyIdentifier(wanted.key()));
      int usage = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (authority) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      }
      if (wanted.alternatives().getNames().length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, wanted.alternatives());
      }
      for (Extension extension : wanted.further()) {
        builder.addExtension(extension);
      }
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    } catch (CertIOException | OperatorCreationException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
