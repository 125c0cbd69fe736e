package org.bequest.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathCheck;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.path.PathSearch;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/**
 * A public key that is not a whole number of octets, which the library throws at by an exception of
 * its own: a fuzzer found it in a certificate.
 */
@Requirement("S-53")
class UnalignedKeyTest {
  private static final SubjectPublicKeyInfo KEY =
      SubjectPublicKeyInfo.getInstance(
          new DERSequence(
              new ASN1Encodable[] {
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                new DERBitString(new byte[] {0x30, 0x06, 2, 1, 7, 2, 1, 2}, 1)
              }));

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509CertificateHolder certificate(KeyPair issuer) throws Exception {
    X500Name name = new X500Name("CN=unaligned");
    Date now = Date.from(Instant.parse("2026-11-21T00:00:00Z"));
    return new X509v3CertificateBuilder(name, BigInteger.ONE, now, now, name, KEY)
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate()));
  }

  @Test
  void aSignatureOfBrokenOctetsIsNone() throws Exception {
    KeyPair keys = keys();
    Certificate good = certificate(keys).toASN1Structure();
    X509CertificateHolder broken =
        new X509CertificateHolder(
            Certificate.getInstance(
                new DERSequence(
                    new ASN1Encodable[] {
                      good.getTBSCertificate(),
                      good.getSignatureAlgorithm(),
                      new DERBitString(new byte[] {2, 4}, 1)
                    })));
    PathSearch search =
        new PathSearch(
            AnchorStore.of(List.of(new TrustAnchorChoice.Certificate(anchor(keys)))),
            List.of(),
            PathInputs.at(Instant.parse("2026-11-21T00:00:00Z")));
    assertThat(search.from(broken)).isInstanceOf(PathCheck.Refused.class);
  }

  private static X509CertificateHolder anchor(KeyPair keys) throws Exception {
    X500Name name = new X500Name("CN=unaligned");
    Date now = Date.from(Instant.parse("2026-11-21T00:00:00Z"));
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    return new X509v3CertificateBuilder(name, BigInteger.TWO, now, now, name, key)
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
  }

  @Test
  void isOfNoKind() {
    assertThat(KeyAlgorithm.of(KEY)).isEmpty();
  }

  @Test
  void inTheCertificateOfAMessageOrAnAnchorItIsNobodysKey() throws Exception {
    KeyPair keys = keys();
    X509CertificateHolder certificate = certificate(keys);
    Content signed =
        SignedMessage.of(Content.data(new byte[1]))
            .by(MessageSigner.withoutCertificate(PrivateKeySigner.of(keys), new byte[] {1}))
            .certificates(List.of(certificate))
            .sign();
    SignedContent message = SignedContent.of(signed);
    assertThat(SignatureCheck.of(message, SignerKeys.in(message)))
        .isInstanceOfSatisfying(
            SignatureCheck.Refused.class,
            refused -> assertThat(refused.fault()).isEqualTo(SignatureCheck.Fault.UNKNOWN_SIGNER));
    assertThat(AnchorStore.ofCertificates(List.of(certificate)).all()).hasSize(1);
  }
}
