package org.bequest.crypto.tamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.constraint.ContentRights;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.tamp.TampCheck.Accepted;
import org.bequest.crypto.tamp.TampCheck.Refused;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.constraint.ContentTypeConstraint;
import org.bequest.formats.tamp.StatusCode;
import org.bequest.formats.tamp.TampMessage;
import org.bequest.formats.tamp.TampMessageType;
import org.bequest.formats.tamp.TampMsgRef;
import org.bequest.formats.tamp.TampStatusQuery;
import org.bequest.formats.tamp.TampUpdate;
import org.bequest.formats.tamp.TargetIdentifier.AllModules;
import org.bequest.formats.tamp.TerseOrVerbose;
import org.bequest.formats.tamp.TrustAnchorUpdate;
import org.bouncycastle.asn1.x509.Extensions;
import org.junit.jupiter.api.Test;

/** Which anchors may sign which messages (RFC 5934 section 5, RFC 6010). */
class TampRightsTest {
  private static final Party ANCHOR = Party.of("anchor");
  private static final TampMsgRef SEVEN = new TampMsgRef(new AllModules(), 7);
  private static final TampStatusQuery QUERY = new TampStatusQuery(TerseOrVerbose.TERSE, SEVEN);
  private static final TampUpdate UPDATE =
      new TampUpdate(
          TerseOrVerbose.TERSE,
          SEVEN,
          List.of(new TrustAnchorUpdate.Remove(ANCHOR.key())),
          List.of());
  private static final ContentTypeConstraint QUERIES =
      ContentTypeConstraint.of(TampMessageType.STATUS_QUERY.identifier());

  private static TrustAnchorChoice with(ContentConstraints constraints) {
    TrustAnchorInfo plain = ((TrustAnchorChoice.TaInfo) ANCHOR.anchor()).info();
    return new TrustAnchorChoice.TaInfo(
        plain.withExtensions(new Extensions(constraints.extension(true))));
  }

  private static TampCheck read(
      TampMessage message, MessageSigner signer, AnchorStore store, ConstraintRules rules) {
    return new TampReader(store, List.of(), rules)
        .read(SignedTamp.of(message, signer).encode(), PathInputs.at(Party.NOW));
  }

  private static TampCheck read(TampMessage message, TrustAnchorChoice anchor) {
    AnchorStore store = AnchorStore.of(List.of(anchor));
    return read(message, ANCHOR.bare(), store, ConstraintRules.STRICT);
  }

  private static void notAuthorized(TampCheck check) {
    assertThat(check).isInstanceOf(Refused.class);
    assertThat(((Refused) check).status()).isEqualTo(StatusCode.NOT_AUTHORIZED);
    assertThat(((Refused) check).reference()).contains(SEVEN);
  }

  @Test
  @Requirement("R5934-5-7")
  void anAnchorWithoutARightSignsNoMessage() {
    notAuthorized(read(QUERY, ANCHOR.anchor()));
    AnchorStore store = AnchorStore.of(List.of(ANCHOR.anchor()));
    assertThat(read(QUERY, ANCHOR.bare(), store, ConstraintRules.LENIENT))
        .isInstanceOf(Accepted.class);
  }

  @Test
  @Requirement("R5934-5-7")
  void theRightIsToATypeOfMessage() {
    TrustAnchorChoice anchor = with(ContentConstraints.of(QUERIES));
    TampSigner signer = ((Accepted) read(QUERY, anchor)).signer();
    assertThat(((TampSigner.Anchor) signer).rights().entry(QUERIES.contentType()))
        .contains(QUERIES);
    notAuthorized(read(UPDATE, anchor));
    assertThat(read(UPDATE, with(ContentConstraints.unconstrained()))).isInstanceOf(Accepted.class);
  }

  /** There is one signer, and so nobody inside whose content it could confirm. */
  @Test
  @Requirement("R5934-5-7")
  void whoMayNotBeTheSourceSignsNothing() {
    ContentTypeConstraint confirming =
        new ContentTypeConstraint(QUERIES.contentType(), false, List.of());
    notAuthorized(read(QUERY, with(ContentConstraints.of(confirming))));
  }

  @Test
  void theApexMaySignEverything() {
    AnchorStore store = AnchorStore.of(List.of()).withApex(ANCHOR.anchor());
    assertThat(read(UPDATE, ANCHOR.bare(), store, ConstraintRules.STRICT))
        .isEqualTo(
            new Accepted(
                UPDATE, new TampSigner.Anchor(ANCHOR.anchor(), ContentRights.UNCONSTRAINED)));
  }

  @Test
  @Requirement("R5934-5-7")
  void aCertificateHasNoMoreRightsThanItsAnchorGives() {
    Party manager = Party.of("manager");
    MessageSigner signer = manager.with(ANCHOR.certifies(manager, false));
    AnchorStore store = AnchorStore.of(List.of(with(ContentConstraints.of(QUERIES))));
    assertThat(read(QUERY, signer, store, ConstraintRules.LENIENT)).isInstanceOf(Accepted.class);
    notAuthorized(read(UPDATE, signer, store, ConstraintRules.LENIENT));
    notAuthorized(read(QUERY, signer, store, ConstraintRules.STRICT));
  }
}
