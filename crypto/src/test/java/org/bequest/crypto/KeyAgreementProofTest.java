package org.bequest.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.ProofOfPossession.Result;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.crmf.PopoPrivKey;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.DhSigStatic;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proof of possession for keys that cannot sign (RFC 6955); security rule S-12. */
@Requirement("S-12")
class KeyAgreementProofTest {
  /** RFC 6955 appendix B, step 3. */
  private static final String SECRET =
      """
      56b60139428e091630b0314d1290af03c79265c29cba88bb0ad59402ed6f54cb\
      22e594b4d66072bcf6a52b188ddf2872ace041dd3b032a129e5dbd72a01efb6b\
      eec5b21659ee12003bc8e0cbc5088e2d405f2d37628c4fbb4976693c9efc2cf7\
      f950c1b9f701324c96b9c356c02c1b773f2f36e822c82e0776d04f7faad5c059\
      """;

  /** Step 4: the certification request information over which the value is. */
  private static final String TEXT =
      """
      30820298020100304e310b30090603550406130255533111300f060355040a13085845544920496e\
      633110300e060355040b130754657374696e67311a301806035504031311504b4958204578616d70\
      6c65205573657230820241308201b606072a8648ce3e0201308201a9028181009484e0456c7f6951\
      623e56807c68e7c5a99e9e747494ed908c1dc4e14a1482f5d2940c19e3b910bb11b9e5a5fb8e2151\
      630286aa06b82136b67f36dfd1d6685b797c1d5a14751f6a937593cebb97728af00f239d47f6d4b3\
      c7f0f4e6f62bc232e18967be7e06aef8d0016b8b2af502d7b6a8639483b01b317d521adee5038527\
      02818026a6322c5a2bd4332b5cdc0687533f90066150383ed2b97d811c1210c50c53d464d18e3007\
      088cdd3f0a2f2cd61b7f5786d0dabb6e362a18e8d3bc70317a48b64e186edd1f2206eb3fead44169\
      d99bde47957a7291d2097f495c3b033351c8f1399aff04d56e7e943d03b8f63115264895a85cde47\
      88b4693a00a7869edad1cd022100e872fa96f01140f5f2dcfd3b5d7894b18501e5693721f725b9ba\
      714afc6030fb026100a39101c0a86ea44da056fc6cfe1fa7b0cd0f94870c25be97768debe5a4095d\
      ab83cd800b35677f0c8ea73198328539409d1198d8deb87f869baf8d673db676b4612f21e14b0e68\
      ff533e87ddd871566847dcf720634b3c5f787183e6709ee292301a0315001cd53a0d17826d0a8175\
      8146108e3edb09e49834020137038184000281801363a185048c46a888ebf45ea89374aefdae9e96\
      271265c44c07063e18fe94b8a87948bd2e34b647ca0430a1ec33fd1a0b2d9e50c9780fae6aecb56b\
      6abeb25cdab29f782cb977e2792b25bf2e0b594a934bf8b3ec8134ae974752e0a82998ecd1b0ca2b\
      6f7a8bdb4e8da5157e7eaf3362099e0f11448cc18da2119e53efb2e8\
      """;

  /** The names of the recipient's certificate. */
  private static final String SUBJECT =
      """
      3046310b30090603550406130255533111300f060355040a13085845544920496e633110300e0603\
      55040b130754657374696e673112301006035504031309444820546573744341\
      """;

  private static final String ISSUER =
      """
      3048310b30090603550406130255533111300f060355040a13085845544920496e633110300e0603\
      55040b130754657374696e67311430120603550403130b526f6f7420445341204341\
      """;

  private static X500Name name(String der) {
    return X500Name.getInstance(HexFormat.of().parseHex(der));
  }

  private static KeyAgreementKey recipient(KeyAlgorithm algorithm, int usage) {
    KeyPair keys = algorithm.generate();
    KeyPair issuer = KeyAlgorithm.P256.generate();
    Instant now = Instant.now();
    try {
      X509CertificateHolder certificate =
          new X509v3CertificateBuilder(
                  name(ISSUER),
                  BigInteger.TEN,
                  Date.from(now),
                  Date.from(now.plus(Duration.ofDays(1))),
                  name(SUBJECT),
                  SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
              .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate()));
      return new KeyAgreementKey(keys.getPrivate(), certificate);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Csr request(Signer signer) {
    var unsigned =
        new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), signer.publicKey()).build();
    return unsigned.signed(signer.algorithm(), signer.sign(unsigned.toBeSigned()));
  }

  private static Result verify(Csr csr, KeyAgreementKey... keys) {
    return new ProofOfPossession(List.of(keys)).verify(csr);
  }

  private static String unproven(Result result) {
    assertThat(result).isInstanceOf(Result.Unproven.class);
    return ((Result.Unproven) result).detail();
  }

  @Test
  void theKeyAndTheValueOfTheRfcsExampleComeOut() throws Exception {
    KeyAgreementKey named = recipient(KeyAlgorithm.P256, KeyUsage.keyAgreement);
    byte[] key =
        StaticEcdh.derived(
            new StaticEcdh.Derivation(
                "SHA-1", named.certificate(), HexFormat.of().parseHex(SECRET.strip())));
    assertThat(HexFormat.of().formatHex(key)).isEqualTo("b191d7db4fc5efefac9ac5445a6d4228dc707bda");
    byte[] value = StaticEcdh.mac("HmacSHA1", key, HexFormat.of().parseHex(TEXT.strip()));
    assertThat(HexFormat.of().formatHex(value))
        .isEqualTo("2d0577fe5e8f65f5afadc95c9b02c0a888296163");
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"P256", "P384", "P521"})
  void aProofForOurKeyIsAcceptedAndNoBitOfItMayChange(KeyAlgorithm curve) throws Exception {
    KeyAgreementKey ours = recipient(curve, KeyUsage.keyAgreement);
    Signer signer = KeyAgreementSigner.of(curve.generate(), ours.certificate());
    Csr csr = request(signer);
    assertThat(verify(csr, ours)).isInstanceOf(Result.Proven.class);
    byte[] value = DhSigStatic.decode(csr.signature()).hashValue();
    value[value.length - 1] ^= 1;
    DhSigStatic other = new DhSigStatic(Optional.empty(), value);
    var unsigned =
        new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), signer.publicKey()).build();
    assertThat(unproven(verify(unsigned.signed(signer.algorithm(), other.encode()), ours)))
        .contains("was not made with its key");
  }

  @Test
  void aProofThatNamesNoCertificateIsForTheKeyOfItsCurve() throws Exception {
    KeyAgreementKey large = recipient(KeyAlgorithm.P384, KeyUsage.keyAgreement);
    KeyAgreementKey ours = recipient(KeyAlgorithm.P256, KeyUsage.keyAgreement);
    Signer signer = KeyAgreementSigner.of(KeyAlgorithm.P256.generate(), ours.certificate());
    var unsigned =
        new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), signer.publicKey()).build();
    byte[] value = DhSigStatic.decode(signer.sign(unsigned.toBeSigned())).hashValue();
    Csr csr =
        unsigned.signed(signer.algorithm(), new DhSigStatic(Optional.empty(), value).encode());
    assertThat(verify(csr, large, ours)).isInstanceOf(Result.Proven.class);
    assertThat(unproven(verify(csr, large))).contains("not ours");
  }

  @Test
  void withoutAKeyOfOursOrWithAnothersItIsRefusedWithTheReason() {
    KeyAgreementKey ours = recipient(KeyAlgorithm.P256, KeyUsage.keyAgreement);
    KeyAgreementKey another = recipient(KeyAlgorithm.P256, KeyUsage.keyAgreement);
    Csr csr = request(KeyAgreementSigner.of(KeyAlgorithm.P256.generate(), another.certificate()));
    assertThat(unproven(verify(csr))).contains("no key agreement certificate is configured");
    assertThat(unproven(verify(csr, ours))).contains("was not made with its key");
  }

  @Test
  void aSignatureOfAnotherKindInItsPlaceProvesNothing() {
    KeyAgreementKey ours = recipient(KeyAlgorithm.P256, KeyUsage.keyAgreement);
    KeyPair keys = KeyAlgorithm.P256.generate();
    Signer agreeing = KeyAgreementSigner.of(keys, ours.certificate());
    Signer signing = PrivateKeySigner.of(keys);
    var unsigned =
        new CsrBuilder(SubjectNames.of(new X500Name("CN=device-1")), signing.publicKey()).build();
    byte[] signature = signing.sign(unsigned.toBeSigned());
    byte[] proof = agreeing.sign(unsigned.toBeSigned());
    assertThat(verify(unsigned.signed(agreeing.algorithm(), signature), ours))
        .isInstanceOf(Result.Unproven.class);
    assertThat(verify(unsigned.signed(signing.algorithm(), proof), ours))
        .isInstanceOf(Result.Unproven.class);
  }

  @Test
  void onlyACertificateForKeyAgreementIsAgreedWith() {
    assertThatThrownBy(() -> recipient(KeyAlgorithm.P256, KeyUsage.digitalSignature))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasStackTraceContaining("is not for key agreement");
    KeyAgreementKey large = recipient(KeyAlgorithm.P384, KeyUsage.keyAgreement);
    assertThatThrownBy(
            () -> KeyAgreementSigner.of(KeyAlgorithm.P256.generate(), large.certificate()))
        .hasMessageContaining("not of the curve");
  }

  /** RFC 4211 section 4.3 with RFC 6955: the proof in a template of CRMF, as an agreeMAC. */
  @ParameterizedTest
  @EnumSource(names = {"P256", "P384", "P521"})
  void aTemplateIsProvenByAnAgreedKeyAndByNoOther(KeyAlgorithm algorithm) throws Exception {
    KeyAgreementKey recipient = recipient(algorithm, KeyUsage.keyAgreement);
    KeyAgreementSigner signer =
        KeyAgreementSigner.of(algorithm.generate(), recipient.certificate());
    MessagePossession possession = new MessagePossession(new ProofOfPossession(List.of(recipient)));
    CertRequest request =
        CertRequest.of(
            7,
            CertTemplate.of(new X500Name("CN=device-1"), signer.publicKey(), Optional.empty()),
            List.of());
    byte[] mac = signer.sign(request.encoded().octets());
    assertThat(possession.of(agreed(request, signer, mac)))
        .isInstanceOfSatisfying(
            Possession.Shown.class,
            shown ->
                assertThat(shown.csr().csr().subjectPublicKeyInfo()).isEqualTo(signer.publicKey()));
    byte[] changed = mac.clone();
    changed[changed.length - 1] ^= 1;
    byte[] ofAnother = signer.sign(new byte[] {1});
    for (byte[] wrong : List.of(changed, ofAnother)) {
      assertThat(possession.of(agreed(request, signer, wrong)))
          .isInstanceOf(Possession.Refuted.class);
    }
    assertThat(new MessagePossession(new ProofOfPossession()).of(agreed(request, signer, mac)))
        .isInstanceOf(Possession.Refuted.class);
  }

  private static CertReqMsg agreed(CertRequest request, Signer signer, byte[] mac)
      throws Exception {
    Popo popo = new Popo.KeyAgreement(new PopoPrivKey.AgreeMac(signer.algorithm(), Octets.of(mac)));
    return CertReqMsg.decode(CertReqMsg.of(request, Optional.of(popo)).encoded().octets());
  }
}
