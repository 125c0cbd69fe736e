package org.bequest.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.iana.IANAObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAuthenticatedData;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKEKAuthenticatedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.junit.jupiter.api.Test;

/** MACs under a password, as CMC has them (RFC 5272 section 3.2). */
class AuthenticatedMessageTest {
  private static final Content REQUEST =
      new Content(CmsOids.PKI_DATA, new byte[] {0x30, 0x03, 0x02, 0x01, 0x05});
  private static final Secret PASSWORD = Secret.of("device-17correct horse battery");

  private static Content message() {
    return AuthenticatedMessage.authenticate(
        REQUEST, List.of(new Recipient.Password(PASSWORD, PasswordKeyEncryption.AES_WRAP, 1000)));
  }

  private static Opening open(AuthenticatedContent message, String password) {
    return AuthenticatedMessage.open(
        message, List.of(new RecipientKey.Password(Secret.of(password))));
  }

  @Test
  @Requirement({"R5274-4.1-8", "R5274-4.1-9"})
  void whoKnowsThePasswordBelievesTheMessage() throws Exception {
    AuthenticatedContent message = AuthenticatedContent.of(message());
    assertThat(message.recipients()).singleElement().isInstanceOf(PasswordRecipientInfo.class);
    assertThat(AuthenticatedMessage.open(message, List.of(new RecipientKey.Password(PASSWORD))))
        .isInstanceOfSatisfying(
            Opening.Opened.class,
            o -> assertThat(o.content().octets()).isEqualTo(REQUEST.octets()));
    assertThat(open(message, "device-18correct horse battery")).isEqualTo(new Opening.Failed());
    assertThat(AuthenticatedMessage.open(message, List.of())).isEqualTo(new Opening.NotForUs());
  }

  @Test
  void whatIsBelievedIsWhatWasSent() throws Exception {
    int refused = 0;
    byte[] good = message().encode();
    for (int i = 0; i < good.length; i++) {
      byte[] damaged = good.clone();
      damaged[i] ^= 0x41;
      try {
        AuthenticatedContent message = AuthenticatedContent.decode(damaged);
        Opening opening =
            AuthenticatedMessage.open(message, List.of(new RecipientKey.Password(PASSWORD)));
        if (opening instanceof Opening.Opened(Content content)) {
          assertThat(content.octets()).as("octet %s", i).isEqualTo(REQUEST.octets());
          assertThat(content.type()).as("octet %s", i).isEqualTo(REQUEST.type());
        } else {
          refused++;
        }
      } catch (MalformedException _) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(good.length * 9 / 10);
  }

  /** RFC 5652 section 9.1: for other content than id-data the attributes must be there. */
  @Test
  void attributesAreNotOptional() throws Exception {
    AuthenticatedContent good = AuthenticatedContent.of(message());
    AuthenticatedContent bare =
        new AuthenticatedContent(
            good.recipients(),
            good.macAlgorithm(),
            null,
            good.content(),
            Attributes.NONE,
            good.mac(),
            Attributes.NONE);
    assertThat(open(bare, "x")).isInstanceOf(Opening.Refused.class);
  }

  @Test
  @Requirement("S-23")
  void sha1IsRefused() throws Exception {
    AuthenticatedContent good = AuthenticatedContent.of(message());
    AuthenticatedContent weak =
        new AuthenticatedContent(
            good.recipients(),
            new AlgorithmIdentifier(IANAObjectIdentifiers.hmacSHA1),
            good.digestAlgorithm(),
            good.content(),
            good.authenticated(),
            good.mac(),
            Attributes.NONE);
    assertThat(open(weak, "x")).isInstanceOf(Opening.Refused.class);
  }

  @Test
  void bouncyCastleVerifiesIt() throws Exception {
    byte[] key = ContentCipher.random(32);
    Content message =
        AuthenticatedMessage.authenticate(
            REQUEST, List.of(Recipient.of(new byte[] {1}, Secret.of(key))));
    CMSAuthenticatedData foreign =
        new CMSAuthenticatedData(message.encode(), new BcDigestCalculatorProvider());
    RecipientInformation recipient = foreign.getRecipientInfos().iterator().next();
    byte[] content =
        recipient.getContent(
            new JceKEKAuthenticatedRecipient(new SecretKeySpec(key, "AES"))
                .setProvider(new BouncyCastleProvider()));
    assertThat(content).isEqualTo(REQUEST.octets());
    assertThat(recipient.getMac()).isEqualTo(foreign.getMac());
    assertThat(recipient.getContentDigest())
        .isEqualTo(DigestAlgorithm.SHA256.digest(REQUEST.octets()));
  }
}
