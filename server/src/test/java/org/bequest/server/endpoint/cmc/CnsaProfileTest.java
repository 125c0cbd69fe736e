package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cmc.CmcDigest;
import org.bequest.crypto.cmc.CmcMac;
import org.bequest.crypto.cmc.CnsaAlgorithms;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.PkiResponse;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestEst;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A label that follows RFC 8756, over TLS. */
class CnsaProfileTest {
  private static final String PROFILES =
      """
        cnsa:
          keys:
            algorithms: [p256, p384, rsa-3072, rsa-4096]
          key-usage: [digital-signature]
          extended-key-usage: [client-auth]
        cnsa-registrar:
          privileged: true
          keys:
            algorithms: [p384]
          key-usage: [digital-signature]
          extended-key-usage: [client-auth, cmc-ra]
      """;

  private static final String LABELS =
      """
        cnsa:
          profile: cnsa
          authenticators: [client-certificate, one-time-password]
          full-cmc:
            offered: true
            profile: cnsa
        registrars:
          profile: cnsa-registrar
          authenticators: [client-certificate, one-time-password]
      messages:
        curve: p384
      registration-authorities:
        gateway:
          subject: CN=ra-1
          labels: [cnsa]
          names: ["CN=device-*"]
      """;

  private static final String PATH = "/.well-known/est/cnsa/";
  private static final BodyPartId ONE = new BodyPartId(1);

  private static @TempDir Path folder;
  private static ConfiguredEst est;

  @BeforeAll
  static void start() {
    est = new ConfiguredEst(folder, PROFILES, LABELS);
  }

  @AfterAll
  static void stop() {
    est.close();
  }

  private static Csr csr(String name, KeyPair keys, boolean withUsage) {
    CsrBuilder builder = TestKeys.builder("CN=" + name, keys);
    if (withUsage) {
      builder.extension(usage());
    }
    return TestKeys.sign(builder, keys);
  }

  private static Extension usage() {
    try {
      return new Extension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TlsIdentity enrolled(String name, KeyAlgorithm algorithm) {
    KeyPair keys = algorithm.generate();
    try (RawClient client = est.client()) {
      return ConfiguredEst.identity(
          keys,
          client.post(
              PATH + "simpleenroll",
              TestEst.body(csr(name, keys, false)),
              RawClient.basic(name, est.oneTimePassword(name, "cnsa"))));
    }
  }

  private static TlsIdentity registrar() {
    KeyPair keys = KeyAlgorithm.P384.generate();
    TlsIdentity ordinary = enrolled("ra-1", KeyAlgorithm.P384);
    return ConfiguredEst.identity(
        keys,
        est.post(ordinary, "/.well-known/est/registrars/simpleenroll", csr("ra-1", keys, false)));
  }

  private static HttpReply send(byte[] message) {
    try (RawClient client = est.client()) {
      return CmcTalk.postTo(client, PATH + "fullcmc", message);
    }
  }

  private static HttpReply send(TlsIdentity signer, Csr request, Control... controls) {
    return send(CmcTalk.signed(CmcTalk.data(List.of(request), controls), signer));
  }

  private static Csr good(String name) {
    return csr(name, KeyAlgorithm.P384.generate(), true);
  }

  private static TransactionId transaction() {
    return new TransactionId(BigInteger.valueOf(8756));
  }

  @Test
  @Requirement({"R8756-3-6", "R8756-6.2-1", "R8756-6.2-3", "R8756-6.2-4", "R8756-6.2-5"})
  void whatFollowsTheProfileIsIssuedAndAnsweredUnderSha384() throws Exception {
    TlsIdentity device = enrolled("device-1", KeyAlgorithm.P384);
    HttpReply reply = send(device, good("device-1"), transaction());
    assertThat(reply.status()).isEqualTo(200);
    CmcTalk.Full full = CmcTalk.full(reply);
    assertThat(full.certificate("CN=device-1")).isPresent();
    checkSignature(full.signed());
  }

  @Test
  @Requirement({"R8756-6.2-8", "R8756-6.2-9"})
  void failuresAreSignedTheSameWay() throws Exception {
    TlsIdentity device = enrolled("device-2", KeyAlgorithm.P384);
    HttpReply reply = send(device, good("device-3"), transaction());
    assertThat(reply.status()).isEqualTo(400);
    checkSignature(CmcTalk.full(reply).signed());
  }

  private static void checkSignature(SignedContent signed) throws IOException {
    SignerInfo signer = signed.signers().getFirst();
    assertThat(signer.signatureAlgorithm().getAlgorithm())
        .isEqualTo(X9ObjectIdentifiers.ecdsa_with_SHA384);
    assertThat(signer.digestAlgorithm().getAlgorithm()).isEqualTo(NISTObjectIdentifiers.id_sha384);
    X509CertificateHolder issuing = est.deployment().parts().authority().key().certificate();
    assertThat(signed.certificates().stream().filter(signer.id()::names).toList())
        .hasSize(1)
        .noneMatch(c -> c.getSubjectPublicKeyInfo().equals(issuing.getSubjectPublicKeyInfo()));
  }

  @Test
  @Requirement({"R8756-6.1-1", "R8756-6.1-2", "R8756-3-1", "R6402-2.12-3"})
  void anAlgorithmBeyondItInAnyLayerIsABadAlgorithm() {
    TlsIdentity small = enrolled("device-4", KeyAlgorithm.P256);
    TlsIdentity device = enrolled("device-5", KeyAlgorithm.P384);
    List<HttpReply> replies =
        List.of(
            send(small, good("device-4")),
            send(device, csr("device-5", KeyAlgorithm.P256.generate(), true)),
            send(device, good("device-5"), new IdentityProof(ControlsEst.octets("sha-1"))),
            send(
                device,
                good("device-5"),
                new IdentityProofV2(
                    CmcDigest.SHA256.identifier(),
                    CmcMac.HMAC_SHA384.identifier(),
                    ControlsEst.octets("x"))));
    for (HttpReply reply : replies) {
      assertThat(reply.status()).isEqualTo(400);
      assertThat(ControlsEst.failed(reply).failInfo()).contains(CmcFailInfo.BAD_ALG);
    }
  }

  @Test
  @Requirement({"R8756-6.1-1", "R8756-5.1-1", "R8756-5.1-2"})
  void anInnerLayerCountsAsTheOuterDoes() throws Exception {
    TlsIdentity small = enrolled("device-6", KeyAlgorithm.P256);
    byte[] inside = CmcTalk.signed(CmcTalk.data(List.of(good("device-6"))), small);
    HttpReply reply =
        send(
            CmcTalk.signed(
                ControlsEst.around(
                    List.of(),
                    List.of(inside),
                    new BatchRequests(List.of(new BodyPartId(50))),
                    transaction(),
                    new SenderNonce(ControlsEst.octets("n1"))),
                registrar()));
    var inner =
        SignedContent.decode(
            CmcTalk.full(reply).response().cmsSequence().getFirst().contentInfo().octets());
    var response = PkiResponse.decode(inner.content().orElseThrow().octets());
    assertThat(response.controls(StatusInfoV2.class).getFirst().info().failInfo())
        .contains(CmcFailInfo.BAD_ALG);
    checkSignature(inner);
    checkSignature(CmcTalk.full(reply).signed());
  }

  @Test
  @Requirement({"R8756-4.1-2", "R8756-4-1"})
  void aRequestSaysItsKeyUsageAndMessagesAreSigned() {
    TlsIdentity device = enrolled("device-7", KeyAlgorithm.P384);
    HttpReply reply = send(device, csr("device-7", KeyAlgorithm.P384.generate(), false));
    assertThat(ControlsEst.failed(reply).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    RevokeRequest revocation =
        new RevokeRequest(
            ControlsEst.issuer(device),
            ControlsEst.serial(device),
            CrlReason.SUPERSEDED,
            Optional.empty(),
            Optional.of(ControlsEst.octets("secret")),
            Optional.empty());
    HttpReply unsigned =
        send(
            SignedMessage.of(CmcTalk.content(CmcTalk.data(List.of(), revocation))).sign().encode());
    assertThat(ControlsEst.failed(unsigned).statusString().orElseThrow()).contains("8756");
  }

  @Test
  @Requirement({"R8756-6.1-4", "R8756-6.1-5", "R8756-6.1-6"})
  void keyAndKeyUsageAreNotModified() {
    TlsIdentity registrar = registrar();
    Csr request = good("device-8");
    CertTemplate all =
        CertTemplate.of(
            new X500Name("CN=device-8"),
            request.subjectPublicKeyInfo(),
            Optional.of(new Extensions(usage())));
    for (boolean replace : new boolean[] {true, false}) {
      ModCertTemplate control =
          new ModCertTemplate(
              new BodyPartPath(List.of(BodyPartId.WHOLE)), List.of(ONE), replace, all);
      HttpReply reply = send(registrar, request, control);
      assertThat(ControlsEst.failed(reply).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
      assertThat(CmcTalk.full(reply).certificate("CN=device-8")).isEmpty();
    }
  }

  @Test
  @Requirement({"R8756-5.2-2", "R8756-5.2-5", "R8756-6.1-3"})
  void whoBringsMessagesHasTransactionNonceAndBatch() {
    TlsIdentity registrar = registrar();
    TlsIdentity device = enrolled("device-9", KeyAlgorithm.P384);
    byte[] inside = CmcTalk.signed(CmcTalk.data(List.of(good("device-9"))), device);
    HttpReply reply =
        send(
            CmcTalk.signed(
                ControlsEst.around(
                    List.of(),
                    List.of(inside),
                    new AddExtensions(new BodyPartId(50), List.of(ONE), new Extensions(usage()))),
                registrar));
    assertThat(ControlsEst.failed(reply).statusString().orElseThrow()).contains("batchRequests");
  }

  @Test
  @Requirement({"R8756-8-1", "R8756-8-2", "R8756-4-10"})
  void aSharedSecretOfLessThan192BitsDoesNotCount() {
    String strong = "0123456789abcdef01234567";
    assertThat(bySecret("device-10", "0123456789abcdef").status()).isEqualTo(403);
    assertThat(bySecret("device-11", strong).status()).isEqualTo(200);
  }

  private static HttpReply bySecret(String name, String secret) {
    est.sharedSecret(name, "cnsa", secret, false);
    KeyPair keys = KeyAlgorithm.P384.generate();
    CsrBuilder builder = TestKeys.builder("CN=" + name, keys);
    Csr request = CmcTalk.naming(builder.extension(usage()), keys);
    Encoded over = CmcTalk.data(List.of(request)).reqSequence().encoded();
    byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
    CnsaProof proof = new CnsaProof(octets, name);
    PkiData data = CmcTalk.data(List.of(request), new Identification(name), proof.over(over));
    return send(CmcTalk.signed(data, keys, CmcTalk.identifier(keys)));
  }

  /** RFC 5272 6.2.1 with the algorithms of RFC 8756 4. */
  private record CnsaProof(byte[] secret, String name) {
    IdentityProofV2 over(Encoded requests) {
      try {
        byte[] key = CmcDigest.SHA384.of(secret, name.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA384");
        mac.init(new SecretKeySpec(key, "HmacSHA384"));
        return new IdentityProofV2(
            CmcDigest.SHA384.identifier(),
            CmcMac.HMAC_SHA384.identifier(),
            Octets.of(mac.doFinal(requests.octets())));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  @Requirement({"R8756-3-3", "R8756-3-4", "R8756-3-5"})
  void theParametersOfPssAndTheExponentOfRsaAreLookedAt() {
    AlgorithmIdentifier sha384 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha384);
    AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    assertThat(CnsaAlgorithms.allowsSignature(pss(sha384, sha384, 48))).isTrue();
    assertThat(CnsaAlgorithms.allowsSignature(pss(sha256, sha384, 48))).isFalse();
    assertThat(CnsaAlgorithms.allowsSignature(pss(sha384, sha256, 48))).isFalse();
    assertThat(CnsaAlgorithms.allowsSignature(pss(sha384, sha384, 32))).isFalse();
    assertThat(
            CnsaAlgorithms.allowsSignature(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS)))
        .isFalse();
    assertThat(CnsaAlgorithms.allowsKey(rsa(BigInteger.valueOf(65_537)))).isTrue();
    assertThat(CnsaAlgorithms.allowsKey(rsa(BigInteger.valueOf(3)))).isFalse();
    assertThat(CnsaAlgorithms.allowsKey(rsa(BigInteger.ONE.shiftLeft(256).setBit(0)))).isFalse();
    KeyPair small = KeyAlgorithm.P256.generate();
    assertThat(CnsaAlgorithms.allowsKey(PrivateKeySigner.of(small).publicKey())).isFalse();
  }

  private static AlgorithmIdentifier pss(
      AlgorithmIdentifier hash, AlgorithmIdentifier mask, int salt) {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_RSASSA_PSS,
        new RSASSAPSSparams(
            hash,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, mask),
            new ASN1Integer(salt),
            new ASN1Integer(1)));
  }

  private static SubjectPublicKeyInfo rsa(BigInteger exponent) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(3071).setBit(0);
    try {
      return new SubjectPublicKeyInfo(
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
          new RSAPublicKey(modulus, exponent));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
