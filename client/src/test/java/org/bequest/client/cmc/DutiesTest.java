package org.bequest.client.cmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.client.fixture.CmcResponder;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.PublicationInfo;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.cmc.control.StatusInfoV1;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.CmcFailInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;

/** What RFC 5272 has clients be able to do, beside the usual. */
class DutiesTest {
  private final Instant now = Instant.now();
  private static final X500Name HOLDER = new X500Name("CN=holder of token 4711");

  private final TestCa ca = TestCa.root("CN=root");

  private WantedCertificate wanted(X500Name name) {
    return WantedCertificate.of(
        SubjectNames.of(name),
        new RequestKey.Signing(PrivateKeySigner.of(KeyAlgorithm.P256.generate())));
  }

  private PkiData data(FullRequest request) throws Exception {
    return CmcResponder.data(new Dialogue(request).message(now));
  }

  @Test
  @Requirement({"R5272-6.2.4-1", "R5272-6.2.4-2"})
  void aTokenOfADeviceStandsInTheIdentificationToo() throws Exception {
    String token = "493027";
    var secret = new SharedSecret(Secret.of(token), Optional.of(token));
    PkiData data =
        data(
            FullRequest.by(new Sender.Proving(secret, Sender.Strength.SHA256))
                .wanting(wanted(HOLDER)));
    assertThat(data.controls(Identification.class)).containsExactly(new Identification(token));
    assertThat(((TaggedRequest.Tcr) data.requests().getFirst()).csr().subject()).isEqualTo(HOLDER);
  }

  @Test
  @Requirement({"R5272-6.3.2-2", "R5272-6.3.2-3", "R6402-2.3-3", "R5272-3.1-2"})
  void theNameThatCameWithASecretIsInEveryRequestBesideTheProof() throws Exception {
    var secret = new SharedSecret(Secret.of("sixteen or longer"), Optional.empty());
    PkiData data =
        data(
            FullRequest.by(new Sender.Proving(secret, Sender.Strength.SHA256))
                .wanting(wanted(HOLDER), wanted(HOLDER).in(WantedCertificate.Form.CRMF)));
    assertThat(data.controls(IdentityProofV2.class)).hasSize(1);
    assertThat(((TaggedRequest.Tcr) data.requests().getFirst()).csr().subject()).isEqualTo(HOLDER);
    assertThat(
            ((TaggedRequest.Crm) data.requests().getLast())
                .message()
                .certReq()
                .certTemplate()
                .subject())
        .contains(HOLDER);
  }

  @Test
  @Requirement({"R5272-6.18-1", "R5272-6.18-4"})
  void thePublicationOfACertificateIsAskedForOnce() {
    var hash = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    var certificate = Octets.of(new byte[32]);
    var publish = new PublicationInfo(hash, List.of(certificate), true, List.of());
    FullRequest once = FullRequest.by(new Sender.Unsigned()).with(publish);
    assertThat(once.controls()).containsExactly(publish);
    var hide = new PublicationInfo(hash, List.of(certificate), false, List.of());
    assertThatIllegalArgumentException().isThrownBy(() -> once.with(hide));
    var place = new PublicationInfo.Place(PublicationInfo.Method.WEB, Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PublicationInfo(hash, List.of(certificate), false, List.of(place)));
  }

  private static RevokeRequest revocation(Optional<Octets> secret) {
    return new RevokeRequest(
        new X500Name("CN=issuing"),
        BigInteger.TEN,
        CrlReason.SUPERSEDED,
        Optional.empty(),
        secret,
        Optional.empty());
  }

  @Test
  @Requirement({"R5272-6.11-1", "R5274-4.2-22"})
  void aRevocationCanBeSigned() throws Exception {
    var pair = KeyAlgorithm.P256.generate();
    var holder = CmcResponder.holder(ca.issue(pair, Leaf.of("CN=device")));
    var sender =
        new Sender.Certified(MessageSigner.of(PrivateKeySigner.of(pair), holder, List.of()));
    FullRequest request = FullRequest.by(sender).with(revocation(Optional.empty()));
    byte[] message = new Dialogue(request).message(now);
    assertThat(SignedContent.decode(message).signers()).hasSize(1);
    assertThat(CmcResponder.data(message).controls(RevokeRequest.class))
        .containsExactly(revocation(Optional.empty()));
  }

  @Test
  @Requirement({"R5272-6.11-2", "R5272-6.11-3"})
  void aRevocationWithItsSecretNeedsNoSignature() throws Exception {
    RevokeRequest control = revocation(Optional.of(Octets.of(new byte[] {1, 2, 3})));
    byte[] message = new Dialogue(FullRequest.by(new Sender.Unsigned()).with(control)).message(now);
    assertThat(SignedContent.decode(message).signers()).isEmpty();
    assertThat(CmcResponder.data(message).controls(RevokeRequest.class)).containsExactly(control);
  }

  @Test
  @Requirement("R5274-4.2-3")
  void theOldStatusIsUnderstoodToo() throws Exception {
    Dialogue dialogue = new Dialogue(FullRequest.by(new Sender.Unnamed()).wanting(wanted(HOLDER)));
    PkiData request = CmcResponder.data(dialogue.message(now));
    StatusInfo failed =
        StatusInfo.failed(CmcFailInfo.BAD_TIME, "too late", List.of(new BodyPartId(1)));
    byte[] answer = CmcResponder.of(ca).answer(request, List.of(new StatusInfoV1(failed)));
    SignerTrust trust = new SignerTrust(List.of(ca.certificate()), List.of());
    assertThat(dialogue.answered(answer, trust, now))
        .isInstanceOfSatisfying(
            Verdict.Failed.class, f -> assertThat(f.statuses()).containsExactly(failed));
  }
}
