package org.bequest.crypto.tamp;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.Signer;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody with a key: an anchor, an authority, a manager or a store. */
record Party(String name, KeyPair keys, KeyIdentifier id) {
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  static Party of(String name) {
    return of(name, KeyAlgorithm.P256);
  }

  static Party of(String name, KeyAlgorithm algorithm) {
    KeyPair keys = algorithm.generate();
    return new Party(name, keys, new KeyIdentifier(hash(keys.getPublic().getEncoded())));
  }

  /** Another one whose key is called the same. */
  Party namesake(String other) {
    return new Party(other, KeyAlgorithm.P256.generate(), id);
  }

  private static byte[] hash(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(octets);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  SubjectPublicKeyInfo key() {
    return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
  }

  X500Name subject() {
    return new X500Name("CN=" + name);
  }

  Signer signer() {
    return PrivateKeySigner.of(keys);
  }

  /** As a TrustAnchorInfo that may vouch for others. */
  TrustAnchorChoice anchor() {
    return new TrustAnchorChoice.TaInfo(
        TrustAnchorInfo.of(key(), id).withCertPath(CertPathControls.of(subject())));
  }

  /** Without certificates: as an anchor signs. */
  MessageSigner bare() {
    return new MessageSigner(signer(), id, List.of());
  }

  MessageSigner with(X509CertificateHolder... certificates) {
    return new MessageSigner(signer(), id, List.of(certificates));
  }

  X509CertificateHolder certifies(Party other, boolean authority) {
    try {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              subject(),
              BigInteger.valueOf(other.hashCode() & 0xffff),
              Date.from(NOW.minusSeconds(86_400)),
              Date.from(NOW.plusSeconds(86_400)),
              other.subject(),
              other.key());
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(other.id.octets()));
      builder.addExtension(
          Extension.basicConstraints,
          true,
          authority ? new BasicConstraints(true) : new BasicConstraints(false));
      ContentSigner by = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return builder.build(by);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
