package org.bequest.crypto.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.key.CertificatePem;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Self-signed certificates for tests. */
public final class Certificates {
  private Certificates() {}

  public static TlsIdentity selfSigned(String name, KeyAlgorithm algorithm) {
    KeyPair keys = algorithm.generate();
    return new TlsIdentity(keys.getPrivate(), List.of(certificate(name, keys)));
  }

  public static X509Certificate certificate(String name, KeyPair keys) {
    try {
      PrivateKeySigner signer = PrivateKeySigner.of(keys);
      TBSCertificate tbs = toBeSigned(name, signer);
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(tbs);
      parts.add(signer.algorithm());
      parts.add(new DERBitString(signer.sign(tbs.getEncoded("DER"))));
      return CertificatePem.decodeDer(new DERSequence(parts).getEncoded("DER"));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static TBSCertificate toBeSigned(String name, PrivateKeySigner signer) throws Exception {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(BigInteger.TWO));
    generator.setSignature(signer.algorithm());
    generator.setIssuer(new X500Name("CN=" + name));
    generator.setSubject(new X500Name("CN=" + name));
    generator.setStartDate(new Time(Date.from(Instant.now().minus(Duration.ofHours(1)))));
    generator.setEndDate(new Time(Date.from(Instant.now().plus(Duration.ofDays(1)))));
    generator.setSubjectPublicKeyInfo(signer.publicKey());
    generator.setExtensions(extensions.generate());
    return generator.generateTBSCertificate();
  }
}
