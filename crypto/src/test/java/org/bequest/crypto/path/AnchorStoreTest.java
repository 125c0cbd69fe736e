package org.bequest.crypto.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorChoice.Certificate;
import org.bequest.formats.anchor.TrustAnchorChoice.TaInfo;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.junit.jupiter.api.Test;

class AnchorStoreTest {
  private static final KeyIdentifier ID = new KeyIdentifier(new byte[] {1, 2});
  private static final Authority ONE = Authority.named("CN=one");
  private static final Authority TWO = Authority.named("CN=two");

  private static TrustAnchorChoice anchor(Authority of) {
    return new TaInfo(TrustAnchorInfo.of(of.key(), ID));
  }

  /** A failing candidate does not end the search (RFC 5934 section 2.2.3). */
  @Test
  void allAnchorsWithOneKeyIdentifierAreTried() {
    AnchorStore store = AnchorStore.of(List.of(anchor(ONE), anchor(TWO)));
    assertThat(store.find(ID)).containsExactly(anchor(ONE), anchor(TWO));
    for (Authority signer : List.of(ONE, TWO)) {
      SignatureCheck check = SignatureCheck.of(signed(signer), SignerKeys.of(List.of()).and(store));
      assertThat(((SignatureCheck.Verified) check).signers().getFirst().key())
          .isEqualTo(signer.key());
    }
    Authority three = Authority.named("CN=three");
    assertThat(SignatureCheck.of(signed(three), SignerKeys.of(List.of()).and(store)))
        .isInstanceOf(SignatureCheck.Refused.class);
  }

  private static SignedContent signed(Authority signer) {
    return SignedMessage.of(Content.data(new byte[] {1}))
        .by(MessageSigner.withoutCertificate(signer.signer(), ID.octets()))
        .signedContent();
  }

  /** RFC 5280 section 4.2.1.2 and RFC 7093 section 2, for a certificate that does not say. */
  @Test
  void anAnchorWithoutAKeyIdentifierIsCalledByTheHashOfItsKey() throws Exception {
    TrustAnchorChoice root = new Certificate(ONE.root(Authority.ca()));
    AnchorStore store = AnchorStore.of(List.of(root));
    byte[] key = ONE.key().getPublicKeyData().getOctets();
    byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(key);
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(key);
    assertThat(store.find(new KeyIdentifier(sha1))).containsExactly(root);
    assertThat(store.find(new KeyIdentifier(Arrays.copyOf(sha256, 20)))).containsExactly(root);
    assertThat(store.find(new KeyIdentifier(sha256))).isEmpty();
  }

  @Test
  void theKeyIsWhatAnAnchorIs() {
    AnchorStore store = AnchorStore.of(List.of(anchor(ONE))).withApex(anchor(TWO));
    assertThat(store.apex()).hasValue(anchor(TWO));
    assertThat(store.find(TWO.key())).containsExactly(anchor(TWO));
    assertThat(store.isApex(new Certificate(TWO.root()))).isTrue();
    assertThat(store.isApex(anchor(ONE))).isFalse();
    assertThat(store.all()).containsExactly(anchor(TWO), anchor(ONE));
  }
}
