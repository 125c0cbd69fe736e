package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.KemRecipientInfo;
import org.bequest.formats.cms.KeyAgreeRecipientInfo;
import org.bequest.formats.cms.RecipientInfo;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ephemeral keys that shall make us tell our own: they open nothing, and end at once. */
class HostileKeysTest {
  private static final Content TEXT = Content.data(new byte[] {1, 2, 3});

  private static EnvelopedContent messageFor(Holder holder) throws Exception {
    Recipient recipient =
        Recipient.of(
            EntityIdentifier.of(holder.certificate()),
            holder.certificate().getSubjectPublicKeyInfo());
    return EnvelopedContent.of(
        EnvelopedMessage.encrypt(TEXT, ContentCipher.AES_256_CBC, List.of(recipient)));
  }

  private static Opening open(Holder holder, EnvelopedContent message, RecipientInfo recipient) {
    return EnvelopedMessage.open(
        new EnvelopedContent(List.of(recipient), message.encrypted(), Attributes.NONE),
        List.of(holder.recipientKey()));
  }

  private static KeyAgreeRecipientInfo with(KeyAgreeRecipientInfo info, SubjectPublicKeyInfo key) {
    return new KeyAgreeRecipientInfo(key, info.algorithm(), info.encryptedKeys());
  }

  private static SubjectPublicKeyInfo ephemeral(KeyAgreeRecipientInfo info) {
    return Objects.requireNonNull(info.originatorKey());
  }

  static Stream<SubjectPublicKeyInfo> keysOffTheCurve() {
    AlgorithmIdentifier named =
        Holder.of(KeyAlgorithm.P256).certificate().getSubjectPublicKeyInfo().getAlgorithm();
    byte[] offCurve = new byte[65];
    offCurve[0] = 4;
    offCurve[64] = 1;
    X9ECParameters explicit = ECNamedCurveTable.getByName("P-256");
    byte[] generator = explicit.getG().getEncoded(false);
    return Stream.of(
        new SubjectPublicKeyInfo(named, offCurve),
        new SubjectPublicKeyInfo(named, new byte[] {0}),
        new SubjectPublicKeyInfo(named, new byte[0]),
        new SubjectPublicKeyInfo(named, new byte[100]),
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, explicit), generator),
        Holder.of(KeyAlgorithm.P384).certificate().getSubjectPublicKeyInfo(),
        Holder.of(KeyAlgorithm.X25519).certificate().getSubjectPublicKeyInfo(),
        Holder.of(KeyAlgorithm.RSA_2048).certificate().getSubjectPublicKeyInfo());
  }

  @ParameterizedTest
  @MethodSource("keysOffTheCurve")
  @Requirement("S-52")
  void aPointThatIsNotOnOurCurveFails(SubjectPublicKeyInfo hostile) throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.P256);
    EnvelopedContent message = messageFor(holder);
    KeyAgreeRecipientInfo info = (KeyAgreeRecipientInfo) message.recipients().getFirst();
    assertThat(open(holder, message, with(info, hostile))).isEqualTo(new Opening.Failed());
  }

  /** RFC 5753 section 3.1.1: the curve of an ephemeral key goes without saying. */
  @Test
  void theCurveMayBeLeftOut() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.P256);
    EnvelopedContent message = messageFor(holder);
    KeyAgreeRecipientInfo info = (KeyAgreeRecipientInfo) message.recipients().getFirst();
    byte[] point = ephemeral(info).getPublicKeyData().getOctets();
    for (AlgorithmIdentifier silent :
        List.of(
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey),
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, DERNull.INSTANCE))) {
      assertThat(open(holder, message, with(info, new SubjectPublicKeyInfo(silent, point))))
          .isInstanceOf(Opening.Opened.class);
    }
  }

  /** All points of small order on Curve25519 lead to the secret of zeros. */
  @Test
  @Requirement("S-52")
  void aPointOfSmallOrderFails() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.X25519);
    EnvelopedContent message = messageFor(holder);
    KeyAgreeRecipientInfo info = (KeyAgreeRecipientInfo) message.recipients().getFirst();
    AlgorithmIdentifier named = holder.certificate().getSubjectPublicKeyInfo().getAlgorithm();
    byte[] one = new byte[32];
    one[0] = 1;
    for (byte[] point : List.of(new byte[32], one, new byte[31], new byte[0])) {
      assertThat(open(holder, message, with(info, new SubjectPublicKeyInfo(named, point))))
          .isEqualTo(new Opening.Failed());
    }
  }

  @Test
  void algorithmsThatDoNotFitFail() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.P256);
    EnvelopedContent message = messageFor(holder);
    KeyAgreeRecipientInfo info = (KeyAgreeRecipientInfo) message.recipients().getFirst();
    for (AlgorithmIdentifier odd :
        List.of(
            new AlgorithmIdentifier(info.algorithm().getAlgorithm()),
            new AlgorithmIdentifier(info.algorithm().getAlgorithm(), DERNull.INSTANCE),
            new AlgorithmIdentifier(
                info.algorithm().getAlgorithm(), new DEROctetString(new byte[1])),
            KeyWrap.AES_128.identifier())) {
      RecipientInfo changed = new KeyAgreeRecipientInfo(ephemeral(info), odd, info.encryptedKeys());
      assertThat(open(holder, message, changed)).isEqualTo(new Opening.Failed());
    }
  }

  /** ML-KEM rejects implicitly: another ciphertext is another secret. */
  @Test
  void aChangedEncapsulationFails() throws Exception {
    Holder holder = Holder.of(KeyAlgorithm.ML_KEM_768);
    EnvelopedContent message = messageFor(holder);
    KemRecipientInfo info = (KemRecipientInfo) message.recipients().getFirst();
    byte[] changed = info.ciphertext().clone();
    changed[7] ^= 1;
    for (byte[] ciphertext : List.of(changed, new byte[0], new byte[info.ciphertext().length])) {
      RecipientInfo other =
          new KemRecipientInfo(
              info.id(),
              info.kem(),
              ciphertext,
              new KemRecipientInfo.Wrapping(info.kdf(), info.kekLength(), info.wrap()),
              info.encryptedKey());
      assertThat(open(holder, message, other)).isEqualTo(new Opening.Failed());
    }
  }
}
