package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.SmimeCapabilities;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

/** What is chosen from what a peer says, and that nothing less is. */
class PeerCapabilitiesTest {
  private static final EntityIdentifier ID = new KeyIdentifier(new byte[] {1});

  private static PeerCapabilities of(AlgorithmIdentifier... algorithms) {
    return PeerCapabilities.of(new SmimeCapabilities(List.of(algorithms)));
  }

  private static PeerCapabilities ciphers(ContentCipher... ciphers) {
    List<AlgorithmIdentifier> all = new ArrayList<>();
    for (ContentCipher cipher : ciphers) {
      all.add(new AlgorithmIdentifier(cipher.identifier()));
    }
    return of(all.toArray(AlgorithmIdentifier[]::new));
  }

  private static SubjectPublicKeyInfo key(KeyAlgorithm algorithm) {
    return SubjectPublicKeyInfo.getInstance(algorithm.generate().getPublic().getEncoded());
  }

  @Test
  @Requirement("R7030-4.4.2-7")
  void theCipherIsAsStrongAsTheKeyThatProtects() {
    for (KeyAlgorithm small :
        List.of(
            KeyAlgorithm.P256,
            KeyAlgorithm.RSA_2048,
            KeyAlgorithm.RSA_3072,
            KeyAlgorithm.X25519,
            KeyAlgorithm.ML_KEM_512)) {
      assertThat(cipherFor(small)).as(small.name()).isEqualTo(ContentCipher.AES_128_CBC);
    }
    for (KeyAlgorithm large :
        List.of(
            KeyAlgorithm.P384,
            KeyAlgorithm.P521,
            KeyAlgorithm.RSA_4096,
            KeyAlgorithm.ML_KEM_768,
            KeyAlgorithm.ML_KEM_1024)) {
      assertThat(cipherFor(large)).as(large.name()).isEqualTo(ContentCipher.AES_256_CBC);
    }
  }

  private static ContentCipher cipherFor(KeyAlgorithm algorithm) {
    PeerCapabilities silent = PeerCapabilities.unknown();
    Recipient recipient = silent.recipient(ID, key(algorithm)).orElseThrow();
    return silent.contentCipher(recipient.strength()).orElseThrow();
  }

  @Test
  @Requirement("S-33")
  void whoeverNamesAnAuthenticatedCipherGetsNoOther() {
    PeerCapabilities both = ciphers(ContentCipher.AES_256_CBC, ContentCipher.AES_128_GCM);
    assertThat(both.contentCipher(128)).contains(ContentCipher.AES_128_GCM);
    assertThat(both.contentCipher(256)).isEmpty();
    PeerCapabilities strong =
        ciphers(ContentCipher.AES_256_CBC, ContentCipher.AES_128_GCM, ContentCipher.AES_256_GCM);
    assertThat(strong.contentCipher(256)).contains(ContentCipher.AES_256_GCM);
  }

  @Test
  @Requirement("S-32")
  void nothingFitsWhereThePeerHasNothingStrongEnough() {
    assertThat(ciphers(ContentCipher.AES_128_CBC).contentCipher(256)).isEmpty();
    AlgorithmIdentifier tripleDes = new AlgorithmIdentifier(PKCSObjectIdentifiers.des_EDE3_CBC);
    assertThat(of(tripleDes).contentCipher(128)).isEmpty();
    AlgorithmIdentifier unknown = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3"));
    assertThat(of(unknown).contentCipher(128)).isEmpty();
  }

  @Test
  void thePeersOrderCounts() {
    assertThat(ciphers(ContentCipher.AES_256_CBC, ContentCipher.AES_128_CBC).contentCipher(128))
        .contains(ContentCipher.AES_256_CBC);
    assertThat(ciphers(ContentCipher.AES_128_CBC, ContentCipher.AES_256_CBC).contentCipher(128))
        .contains(ContentCipher.AES_128_CBC);
  }

  /** RFC 6033 section 4: key packages may be under AES key wrap with padding. */
  @Test
  void keyWrapEncryptsContentOnlyForThoseWhoHaveNothingElse() {
    assertThat(ciphers(ContentCipher.AES_256_WRAP_PAD).contentCipher(256))
        .contains(ContentCipher.AES_256_WRAP_PAD);
    assertThat(
            ciphers(ContentCipher.AES_256_WRAP_PAD, ContentCipher.AES_256_CBC).contentCipher(256))
        .contains(ContentCipher.AES_256_CBC);
  }

  @Test
  @Requirement("R7030-4.4.2-4")
  void aSharedKeyIsUsedByAWrapThatThePeerNames() {
    Secret key = Secret.of(new byte[32]);
    PeerCapabilities padded = of(KeyWrap.AES_256_PAD.identifier());
    assertThat(padded.recipient(new byte[] {1}, key))
        .get()
        .extracting(Recipient.Kek::wrap)
        .isEqualTo(KeyWrap.AES_256_PAD);
    assertThat(of(KeyWrap.AES_128.identifier()).recipient(new byte[] {1}, key)).isEmpty();
    assertThat(PeerCapabilities.unknown().recipient(new byte[] {1}, key))
        .get()
        .extracting(Recipient.Kek::wrap)
        .isEqualTo(KeyWrap.AES_256);
  }

  @Test
  @Requirement("R7030-4.4.2-5")
  void keyTransportIsWhatThePeerNames() {
    SubjectPublicKeyInfo rsa = key(KeyAlgorithm.RSA_2048);
    assertThat(transport(of(KeyTransportAlgorithm.PKCS1_V15.identifier()), rsa))
        .isEqualTo(KeyTransportAlgorithm.PKCS1_V15);
    assertThat(
            transport(
                of(
                    KeyTransportAlgorithm.PKCS1_V15.identifier(),
                    KeyTransportAlgorithm.OAEP_SHA384.identifier()),
                rsa))
        .isEqualTo(KeyTransportAlgorithm.OAEP_SHA384);
    assertThat(transport(PeerCapabilities.unknown(), rsa))
        .isEqualTo(KeyTransportAlgorithm.OAEP_SHA256);
  }

  private static KeyTransportAlgorithm transport(PeerCapabilities peer, SubjectPublicKeyInfo key) {
    return ((Recipient.KeyTransport) peer.recipient(ID, key).orElseThrow()).algorithm();
  }

  @Test
  @Requirement("R7030-4.4.2-6")
  void keyAgreementIsWhatThePeerNames() {
    SubjectPublicKeyInfo ec = key(KeyAlgorithm.P256);
    PeerCapabilities named =
        of(
            AgreementScheme.STANDARD_SHA1.identifier(KeyWrap.AES_128),
            AgreementScheme.STANDARD_SHA512.identifier(KeyWrap.AES_192));
    Recipient.KeyAgreement agreement =
        (Recipient.KeyAgreement) named.recipient(ID, ec).orElseThrow();
    assertThat(agreement.scheme()).isEqualTo(AgreementScheme.STANDARD_SHA512);
    assertThat(agreement.wrap()).isEqualTo(KeyWrap.AES_192);
    assertThat(named.recipient(ID, key(KeyAlgorithm.P384))).isEmpty();
  }

  @Test
  void keysThatOnlySignReceiveNothing() {
    assertThat(PeerCapabilities.unknown().recipient(ID, key(KeyAlgorithm.ED25519))).isEmpty();
    assertThat(PeerCapabilities.unknown().recipient(ID, key(KeyAlgorithm.ML_DSA_44))).isEmpty();
  }

  /** RFC 3274 section 1.1, where it prints the octets. */
  @Test
  void whoInflatesSaysSo() throws Exception {
    SmimeCapabilities own =
        OwnCapabilities.of(new RecipientKey.Kek(new byte[] {1}, Secret.of(new byte[32])), true);
    assertThat(HexFormat.of().formatHex(Der.of(own.encode())))
        .contains("300d060b2a864886f70d0109100308");
    assertThat(PeerCapabilities.of(own).inflates()).isTrue();
    assertThat(PeerCapabilities.unknown().inflates()).isFalse();
    AlgorithmIdentifier withNull =
        new AlgorithmIdentifier(CompressedContent.ZLIB.getAlgorithm(), DERNull.INSTANCE);
    assertThat(PeerCapabilities.of(new SmimeCapabilities(List.of(withNull))).inflates()).isTrue();
  }

  @Test
  @Requirement("R7030-4.4.1-3")
  void whatWeSayOfOurselvesIsEnoughForEveryKeyOfOurs() throws Exception {
    for (KeyAlgorithm algorithm :
        List.of(
            KeyAlgorithm.P256,
            KeyAlgorithm.P384,
            KeyAlgorithm.P521,
            KeyAlgorithm.RSA_2048,
            KeyAlgorithm.X25519,
            KeyAlgorithm.ML_KEM_768)) {
      KeyPair keys = algorithm.generate();
      RecipientKey own = RecipientKey.Private.of(keys.getPrivate(), new byte[] {1});
      for (boolean authenticated : new boolean[] {true, false}) {
        PeerCapabilities said =
            PeerCapabilities.of(
                SmimeCapabilities.decode(OwnCapabilities.of(own, authenticated).encode()));
        Recipient recipient =
            said.recipient(ID, SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
                .orElseThrow();
        ContentCipher cipher = said.contentCipher(recipient.strength()).orElseThrow();
        assertThat(cipher.isAuthenticated()).isEqualTo(authenticated);
      }
    }
  }
}
