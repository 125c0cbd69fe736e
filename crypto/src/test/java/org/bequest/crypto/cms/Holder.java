package org.bequest.crypto.cms;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.Signer;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** Somebody in a test, with a key of some kind and a certificate for it. */
public record Holder(String name, KeyPair keys, X509CertificateHolder certificate) {
  private static final KeyPair AUTHORITY = KeyAlgorithm.P256.generate();
  private static final int ANY_USAGE = 0;

  /** With a key identifier in the certificate. */
  public static Holder of(KeyAlgorithm algorithm) {
    return of(algorithm, ANY_USAGE);
  }

  public static Holder of(KeyAlgorithm algorithm, int usage) {
    KeyPair keys = algorithm.generate();
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(
          Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(SignerKeys.hash(key)));
      if (usage != ANY_USAGE) {
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      }
      String name = algorithm.configName();
      return new Holder(name, keys, certificate(name, key, extensions.generate()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** With a certificate that says nothing but the name. */
  public static Holder withoutExtensions(KeyAlgorithm algorithm) {
    KeyPair keys = algorithm.generate();
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    return new Holder("plain", keys, certificate("plain", key, null));
  }

  public MessageSigner signer() {
    return MessageSigner.of(PrivateKeySigner.of(keys), certificate, List.of());
  }

  public RecipientKey.Private recipientKey() {
    return RecipientKey.Private.of(keys.getPrivate(), certificate);
  }

  private static X509CertificateHolder certificate(
      String name, SubjectPublicKeyInfo key, @Nullable Extensions extensions) {
    try {
      Signer authority = PrivateKeySigner.of(AUTHORITY);
      V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
      generator.setSerialNumber(new ASN1Integer(new BigInteger(1, SignerKeys.hash(key))));
      generator.setSignature(authority.algorithm());
      generator.setIssuer(new X500Name("CN=authority"));
      generator.setSubject(new X500Name("CN=" + name));
      generator.setStartDate(new Time(Date.from(Instant.parse("2026-01-01T00:00:00Z"))));
      generator.setEndDate(new Time(Date.from(Instant.parse("2036-01-01T00:00:00Z"))));
      generator.setSubjectPublicKeyInfo(key);
      if (extensions != null) {
        generator.setExtensions(extensions);
      }
      TBSCertificate tbs = generator.generateTBSCertificate();
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(tbs);
      parts.add(authority.algorithm());
      parts.add(new DERBitString(authority.sign(tbs.getEncoded("DER"))));
      return new X509CertificateHolder(new DERSequence(parts).getEncoded("DER"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
