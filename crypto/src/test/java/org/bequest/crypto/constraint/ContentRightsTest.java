package org.bequest.crypto.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.constraint.Authorization.Authorized;
import org.bequest.crypto.constraint.Authorization.Denied;
import org.bequest.crypto.constraint.Authorization.Why;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.constraint.AttrConstraint;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.constraint.ContentTypeConstraint;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.junit.jupiter.api.Test;

/** The state of RFC 6010 section 3, step by step. */
class ContentRightsTest {
  private static final ASN1ObjectIdentifier FIRMWARE = CmsOids.FIRMWARE_PACKAGE;
  private static final ASN1ObjectIdentifier KEYS = CmsOids.SYMMETRIC_KEY_PACKAGE;
  private static final ASN1ObjectIdentifier X = new ASN1ObjectIdentifier("2.999.1");
  private static final ASN1ObjectIdentifier Y = new ASN1ObjectIdentifier("2.999.2");
  private static final ConstraintRules STRICT = ConstraintRules.STRICT;
  private static final ConstraintRules NO_ANY = new ConstraintRules(true, false);
  private static final ContentTypeConstraint ANY = ContentTypeConstraint.any();

  private static AttrConstraint values(ASN1ObjectIdentifier type, int... values) {
    return new AttrConstraint(
        type, Arrays.stream(values).mapToObj(ContentRightsTest::value).toList());
  }

  private static Encoded value(int value) {
    return Encoded.of(new ASN1Integer(value));
  }

  private static ContentTypeConstraint entry(
      ASN1ObjectIdentifier type, AttrConstraint... attributes) {
    return new ContentTypeConstraint(type, true, List.of(attributes));
  }

  private static ContentTypeConstraint cannot(ASN1ObjectIdentifier type) {
    return new ContentTypeConstraint(type, false, List.of());
  }

  private static ContentRights anchor(ContentTypeConstraint... entries) {
    return ContentRights.initial(ContentConstraints.of(entries), STRICT);
  }

  private static ContentRights below(ContentRights rights, ContentTypeConstraint... entries) {
    return rights.below(Optional.of(ContentConstraints.of(entries)), STRICT);
  }

  private static Collected attribute(ASN1ObjectIdentifier type, int... values) {
    ASN1Encodable[] all =
        Arrays.stream(values).mapToObj(ASN1Integer::new).toArray(ASN1Encodable[]::new);
    return Collected.of(Attributes.of(new Attribute(type, new DERSet(all))));
  }

  private static Why why(ContentRights rights, ASN1ObjectIdentifier type, Collected attributes) {
    return ((Denied) Authorization.of(rights, type, attributes)).why();
  }

  @Test
  @Requirement({"R6010-2-7", "R6010-3.1-5", "R6010-3.1-6", "R6010-3.5-1"})
  void anyContentTypeMatchesWhatIsNotNamed() {
    ContentRights rights = anchor(ANY, cannot(FIRMWARE));
    assertThat(rights.entry(KEYS)).hasValue(ANY);
    assertThat(rights.entry(FIRMWARE)).hasValue(cannot(FIRMWARE));
    assertThat(rights.isUnconstrained()).isFalse();
    assertThat(anchor(ANY).isUnconstrained()).isTrue();
    assertThat(anchor(entry(FIRMWARE)).entry(KEYS)).isEmpty();
    assertThat(why(anchor(entry(FIRMWARE)), KEYS, Collected.none())).isEqualTo(Why.NOT_PERMITTED);
  }

  @Test
  @Requirement({"R6010-3.1-1", "R6010-3.1-5"})
  void anyContentTypeMatchesNothingWhereItIsInhibited() {
    ContentRights alone = ContentRights.initial(ContentConstraints.of(ANY), NO_ANY);
    assertThat(alone).isEqualTo(ContentRights.NONE);
    ContentRights beside = ContentRights.initial(ContentConstraints.of(ANY, entry(KEYS)), NO_ANY);
    assertThat(beside.entry(KEYS)).hasValue(entry(KEYS));
    assertThat(beside.entry(FIRMWARE)).isEmpty();
    Optional<ContentConstraints> any = Optional.of(ContentConstraints.of(ANY));
    assertThat(ContentRights.UNCONSTRAINED.below(any, NO_ANY).entry(KEYS)).isEmpty();
  }

  @Test
  @Requirement({"R6010-2-1", "R6010-3.1-2", "R6010-3.3-1"})
  void absenceMeansNothingOrWhatTheIssuerMay() {
    ContentRights rights = anchor(entry(FIRMWARE));
    assertThat(rights.below(Optional.empty(), STRICT).entry(FIRMWARE)).isEmpty();
    assertThat(rights.below(Optional.empty(), ConstraintRules.LENIENT)).isEqualTo(rights);
  }

  @Test
  @Requirement({"R6010-1-1", "R6010-2-6", "R6010-3.3-2", "R6010-3.3-5"})
  void nobodyGivesMoreThanHeHas() {
    ContentRights rights = below(anchor(entry(FIRMWARE), entry(X)), entry(FIRMWARE), entry(KEYS));
    assertThat(rights.permitted()).containsOnlyKeys(FIRMWARE);
    assertThat(rights.excluded()).containsExactly(X);
    ContentRights won = below(rights, entry(FIRMWARE), entry(X), ANY);
    assertThat(won.permitted()).containsOnlyKeys(FIRMWARE);
    assertThat(won.any()).isFalse();
    ContentRights fromAny = below(anchor(ANY), entry(KEYS));
    assertThat(fromAny.permitted()).containsOnlyKeys(KEYS);
    assertThat(fromAny.any()).isFalse();
    assertThat(fromAny.excluded()).isEmpty();
    ContentRights still = below(anchor(ANY, entry(X)), ANY, entry(KEYS));
    assertThat(still.any()).isTrue();
    assertThat(still.entry(X)).isEmpty();
    assertThat(still.entry(Y)).hasValue(ANY);
  }

  @Test
  @Requirement({"R6010-2-10", "R6010-3.3-3", "R6010-3.3-4"})
  void entriesAreNarrowed() {
    ContentRights rights = anchor(entry(KEYS, values(X, 1, 2, 3)));
    ContentRights narrowed = below(rights, entry(KEYS, values(X, 2, 3, 4), values(Y, 7)));
    assertThat(narrowed.entry(KEYS)).hasValue(entry(KEYS, values(X, 2, 3), values(Y, 7)));
    assertThat(below(rights, entry(KEYS)).entry(KEYS)).hasValue(entry(KEYS, values(X, 1, 2, 3)));
    ContentRights source = below(below(anchor(entry(KEYS)), cannot(KEYS)), entry(KEYS));
    assertThat(source.entry(KEYS)).hasValue(cannot(KEYS));
    ContentRights nothing = below(narrowed, entry(KEYS, values(X, 1)));
    assertThat(nothing.permitted()).isEmpty();
    assertThat(nothing.excluded()).containsExactly(KEYS);
    assertThat(below(nothing, entry(KEYS)).entry(KEYS)).isEmpty();
  }

  /** The nine combinations of section 1.3. */
  @Test
  @Requirement({"R6010-1.2-2", "R6010-1.3-2", "R6010-2-13", "R6010-3.5-2", "R6010-3.6-1"})
  void attributesHaveOnlyValuesOfTheirConstraint() {
    ContentRights free = anchor(entry(KEYS));
    ContentRights one = anchor(entry(KEYS, values(X, 1)));
    ContentRights two = anchor(entry(KEYS, values(X, 1, 2)));
    assertThat(authorized(free, Collected.none()).defaults()).isEmpty();
    assertThat(authorized(one, Collected.none()).defaults()).containsExactly(values(X, 1));
    assertThat(authorized(one, Collected.none()).ambiguousDefault()).isEmpty();
    assertThat(authorized(two, Collected.none()).defaults()).containsExactly(values(X, 1, 2));
    assertThat(authorized(two, Collected.none()).ambiguousDefault()).isPresent();
    for (ContentRights rights : List.of(free, one, two)) {
      Authorized yes = authorized(rights, attribute(X, 1));
      assertThat(yes.defaults()).isEmpty();
      assertThat(yes.effective().attributes().attributes()).hasSize(1);
    }
    assertThat(authorized(free, attribute(X, 8, 9)).defaults()).isEmpty();
    assertThat(authorized(two, attribute(X, 1, 2)).constraints()).containsExactly(values(X, 1, 2));
    assertThat(why(one, KEYS, attribute(X, 3))).isEqualTo(Why.CONSTRAINT_VIOLATED);
    assertThat(why(one, KEYS, attribute(X, 1, 2))).isEqualTo(Why.CONSTRAINT_VIOLATED);
    assertThat(why(two, KEYS, attribute(X, 3))).isEqualTo(Why.CONSTRAINT_VIOLATED);
    assertThat(why(two, KEYS, attribute(X, 2, 3))).isEqualTo(Why.CONSTRAINT_VIOLATED);
    assertThat(authorized(one, attribute(Y, 3)).defaults()).containsExactly(values(X, 1));
  }

  private static Authorized authorized(ContentRights rights, Collected attributes) {
    return (Authorized) Authorization.of(rights, KEYS, attributes);
  }

  @Test
  @Requirement("R6010-1.3-1")
  void attributesOfTheSignatureAreNotCollected() {
    assertThat(attribute(CmsOids.MESSAGE_DIGEST, 1).attributes().isEmpty()).isTrue();
    assertThat(attribute(CmsOids.CONTENT_TYPE, 1).attributes().isEmpty()).isTrue();
  }

  private static Optional<Denied> subordinate(ContentRights signer, ContentTypeConstraint... of) {
    return Subordination.fault(signer, Optional.of(ContentConstraints.of(of)), STRICT);
  }

  @Test
  @Requirement({"R6010-5-2", "R6010-5-4", "R6010-5-5", "R6010-5-6", "R6010-5-7"})
  void anAnchorIsManagedByWhoMayAsMuch() {
    ContentRights all = anchor(ANY);
    assertThat(subordinate(all, ANY)).isEmpty();
    assertThat(subordinate(all, entry(KEYS), entry(FIRMWARE))).isEmpty();
    ContentRights some = anchor(entry(KEYS, values(X, 1, 2)), cannot(FIRMWARE));
    assertThat(subordinate(some, ANY)).isPresent();
    assertThat(subordinate(some, entry(KEYS, values(X, 2)))).isEmpty();
    assertThat(subordinate(some, entry(KEYS, values(X, 2), values(Y, 3)))).isEmpty();
    assertThat(subordinate(some, entry(KEYS, values(X, 2, 3)))).isPresent();
    assertThat(subordinate(some, entry(KEYS))).isPresent();
    assertThat(subordinate(some, cannot(FIRMWARE))).isEmpty();
    assertThat(subordinate(some, entry(FIRMWARE))).isPresent();
    assertThat(subordinate(some, entry(Y))).isPresent();
    assertThat(Subordination.fault(some, Optional.empty(), STRICT)).isEmpty();
    assertThat(Subordination.fault(some, Optional.empty(), ConstraintRules.LENIENT)).isPresent();
    assertThat(Subordination.fault(all, Optional.empty(), ConstraintRules.LENIENT)).isEmpty();
  }
}
