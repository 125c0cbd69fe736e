package org.bequest.fuzz;

import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.AuthenticatedMessage;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EncryptedMessage;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.KeyWrap;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.PasswordKeyEncryption;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.cms.stream.StreamOpener;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.params.provider.Arguments;

/** Messages with layers for keys of every kind, and who opens them. */
final class KnownMessages {
  private static final byte[] ID = {1, 2, 3, 4};
  private static final Secret KEK = Secret.of(new byte[32]);
  private static final Secret PASSWORD = Secret.of("1234");
  private static final KeyPair EC = KnownKeys.ec();
  private static final KeyPair RSA = KnownKeys.rsa();

  private static final RecipientKey.Kek SHARED = new RecipientKey.Kek(ID, KEK);

  private static final List<RecipientKey> OURS =
      List.of(
          SHARED,
          new RecipientKey.Password(PASSWORD),
          RecipientKey.Private.of(EC.getPrivate(), ID),
          RecipientKey.Private.of(RSA.getPrivate(), new byte[] {5}));

  private KnownMessages() {}

  static MessageOpener opener() {
    return new MessageOpener(OURS, List.of(), cheap());
  }

  static StreamOpener streamOpener() {
    return new StreamOpener(OURS, List.of(), cheap());
  }

  private static CmsLimits cheap() {
    CmsLimits usual = CmsLimits.STANDARD;
    return new CmsLimits(
        usual.structure(), usual.layers(), 8, 8, 4, 8, usual.attributes(), 1_000, 1 << 16, 200);
  }

  static Stream<Arguments> seeds() {
    Content text = Content.data(new byte[] {'t', 'e', 'x', 't'});
    Content signed =
        SignedMessage.sign(text, MessageSigner.withoutCertificate(PrivateKeySigner.of(EC), ID));
    Stream<Content> made =
        Stream.of(
            signed,
            enveloped(signed, new Recipient.Kek(ID, KEK, KeyWrap.AES_256)),
            enveloped(
                text, new Recipient.Password(PASSWORD, PasswordKeyEncryption.PWRI_KEK, 1_000)),
            enveloped(text, Recipient.of(new KeyIdentifier(ID), info(EC))),
            enveloped(text, Recipient.of(new KeyIdentifier(new byte[] {5}), info(RSA))),
            AuthenticatedMessage.authenticate(
                text, List.of(new Recipient.Kek(ID, KEK, KeyWrap.AES_256))),
            EncryptedMessage.encrypt(signed, ContentCipher.AES_256_CBC, SHARED),
            EncryptedMessage.encryptKeyPackage(signed, ContentCipher.AES_256_CBC, SHARED));
    return Stream.concat(
        made.map(content -> Arguments.of((Object) content.encode())),
        Seeds.vectors("cms-compressed-data", "cms-signed-ber"));
  }

  private static Content enveloped(Content content, Recipient recipient) {
    return EnvelopedMessage.encrypt(content, ContentCipher.AES_256_GCM, List.of(recipient));
  }

  private static SubjectPublicKeyInfo info(KeyPair keys) {
    return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
  }
}
