package org.bequest.crypto.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EncryptedMessage;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.constraint.Authorization.Authorized;
import org.bequest.crypto.constraint.Authorization.Denied;
import org.bequest.crypto.constraint.Authorization.Why;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.Authority;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorChoice.TaInfo;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.ContentCollection;
import org.bequest.formats.cms.ContentWithAttributes;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.constraint.AttrConstraint;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.constraint.ContentTypeConstraint;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

/** Messages that are signed by others, and who may do so. */
class ContentCheckTest {
  private static final ASN1ObjectIdentifier FIRMWARE = CmsOids.FIRMWARE_PACKAGE;
  private static final ASN1ObjectIdentifier KEYS = CmsOids.SYMMETRIC_KEY_PACKAGE;
  private static final ASN1ObjectIdentifier X = new ASN1ObjectIdentifier("2.999.1");
  private static final Authority ROOT = Authority.named("CN=root");
  private static final Authority SUB = Authority.named("CN=sub");
  private static final Authority ONE = Authority.named("CN=one");
  private static final Authority TWO = Authority.named("CN=two");
  private static final Content IMAGE = new Content(FIRMWARE, new byte[] {4, 1, 7});
  private static final RecipientKey.Kek KEY =
      new RecipientKey.Kek(new byte[] {1}, Secret.of(new byte[16]));

  private static final AttrConstraint ONLY_7 =
      new AttrConstraint(X, List.of(Encoded.of(new ASN1Integer(7))));

  private static Extension may(ContentTypeConstraint... entries) {
    return ContentConstraints.of(entries).extension(true);
  }

  private static Extension may(ASN1ObjectIdentifier type) {
    return may(ContentTypeConstraint.of(type));
  }

  private static TrustAnchorChoice anchor(Authority of, Extension... extensions) {
    TrustAnchorInfo info =
        TrustAnchorInfo.of(of.key(), new KeyIdentifier(new byte[] {9}))
            .withCertPath(CertPathControls.of(of.name()));
    return new TaInfo(
        extensions.length == 0 ? info : info.withExtensions(new Extensions(extensions)));
  }

  private static MessageSigner signer(Authority who, X509CertificateHolder... certificates) {
    return MessageSigner.of(
        who.signer(), certificates[0], List.of(certificates).subList(1, certificates.length));
  }

  private static Attribute seven(int value) {
    return Attributes.attribute(X, new ASN1Integer(value));
  }

  private static Content signed(Content inner, MessageSigner by, Attribute... attributes) {
    SignedMessage message = SignedMessage.of(inner).by(by);
    for (Attribute attribute : attributes) {
      message.signedAttribute(attribute);
    }
    return message.sign();
  }

  private static Authorization check(AnchorStore store, ConstraintRules rules, Content message)
      throws MalformedException {
    Unpacked unpacked = new MessageOpener(List.of(), List.of()).open(message);
    assertThat(unpacked).isInstanceOf(Unpacked.Whole.class);
    SignerTrace trace = new SignerTrace(store, List.of(), PathInputs.at(Authority.NOW), rules);
    return new ContentCheck(trace).of((Unpacked.Whole) unpacked);
  }

  private static Optional<Why> why(AnchorStore store, Content message) throws MalformedException {
    return switch (check(store, ConstraintRules.STRICT, message)) {
      case Authorized _ -> Optional.empty();
      case Denied denied -> Optional.of(denied.why());
    };
  }

  private static AnchorStore store(Extension... extensions) {
    return AnchorStore.of(List.of(anchor(ROOT, extensions)));
  }

  @Test
  @Requirement({
    "R6010-1-1",
    "R6010-1-2",
    "R6010-1-3",
    "R6010-2-1",
    "R6010-2-2",
    "R6010-3-1",
    "R6010-3-3",
    "R6010-4.1.3-2",
    "R6010-4.2.2-1",
    "R6010-4.2.2-4"
  })
  void theWholePathIsAuthorizedForTheContent() throws MalformedException {
    X509CertificateHolder sub = ROOT.certificate(SUB, List.of(Authority.ca(), may(FIRMWARE)));
    X509CertificateHolder one = SUB.certificate(ONE, List.of(may(FIRMWARE)));
    Content good = signed(IMAGE, signer(ONE, one, sub));
    assertThat(why(store(may(FIRMWARE)), good)).isEmpty();
    assertThat(why(store(may(KEYS)), good)).hasValue(Why.NOT_PERMITTED);
    assertThat(why(store(), good)).hasValue(Why.NOT_PERMITTED);
    X509CertificateHolder silent = SUB.certificate(ONE, List.of());
    Content unauthorized = signed(IMAGE, signer(ONE, silent, sub));
    assertThat(why(store(may(FIRMWARE)), unauthorized)).hasValue(Why.NOT_PERMITTED);
    assertThat(check(store(), ConstraintRules.LENIENT, unauthorized))
        .isInstanceOf(Authorized.class);
    assertThat(why(AnchorStore.of(List.of(anchor(TWO, may(FIRMWARE)))), good))
        .hasValue(Why.NO_PATH);
    assertThat(why(store(may(FIRMWARE)), signed(IMAGE, signer(ONE, one)))).hasValue(Why.NO_PATH);
  }

  @Test
  @Requirement({"R6010-3.1-3", "R6010-3.1-4", "R6010-3.1-7"})
  void anAnchorThatSignsItselfIsJudgedToo() throws MalformedException {
    for (Extension[] extensions : List.of(new Extension[0], new Extension[] {may(KEYS)})) {
      TrustAnchorChoice anchor = anchor(ROOT, extensions);
      SignatureCheck.Verified verified =
          (SignatureCheck.Verified)
              SignatureCheck.of(
                  SignedMessage.of(IMAGE)
                      .by(MessageSigner.withoutCertificate(ROOT.signer(), new byte[] {9}))
                      .signedContent(),
                  SignerKeys.of(List.of()).and(AnchorStore.of(List.of(anchor(TWO), anchor))));
      SignerTrace.Question question =
          rights -> ContentCheck.source(rights, FIRMWARE, Collected.none());
      assertThat(trace(AnchorStore.of(List.of(anchor)), verified, question))
          .isInstanceOf(SignerTrace.Lost.class);
      SignerTrace.Vouched apex =
          (SignerTrace.Vouched)
              trace(AnchorStore.of(List.of()).withApex(anchor), verified, question);
      assertThat(apex.rights().isUnconstrained()).isTrue();
      assertThat(apex.path()).isEmpty();
    }
  }

  private static SignerTrace.Traced trace(
      AnchorStore store, SignatureCheck.Verified verified, SignerTrace.Question question) {
    return new SignerTrace(store, List.of(), PathInputs.at(Authority.NOW), ConstraintRules.STRICT)
        .trace(verified.signers().getFirst(), List.of(), question);
  }

  @Test
  @Requirement({"R6010-1.2-1", "R6010-2-11", "R6010-4.2.2-3"})
  void onlyTheInnermostSignerMustBeASource() throws MalformedException {
    ContentTypeConstraint cannot = new ContentTypeConstraint(FIRMWARE, false, List.of());
    X509CertificateHolder one = ROOT.certificate(ONE, List.of(may(FIRMWARE)));
    X509CertificateHolder two = ROOT.certificate(TWO, List.of(may(cannot)));
    Content inside = signed(IMAGE, signer(ONE, one));
    assertThat(why(store(may(FIRMWARE)), signed(inside, signer(TWO, two)))).isEmpty();
    Content other = signed(signed(IMAGE, signer(TWO, two)), signer(ONE, one));
    assertThat(why(store(may(FIRMWARE)), other)).hasValue(Why.CANNOT_SOURCE);
  }

  @Test
  @Requirement({
    "R6010-1.3-1",
    "R6010-2-13",
    "R6010-4.1-3",
    "R6010-4.1.2-1",
    "R6010-4.2.2-2",
    "R6010-4.2.3-1"
  })
  void everySignerAnswersForEveryAttribute() throws MalformedException {
    ContentTypeConstraint only = new ContentTypeConstraint(FIRMWARE, true, List.of(ONLY_7));
    X509CertificateHolder one = ROOT.certificate(ONE, List.of(may(FIRMWARE)));
    X509CertificateHolder two = ROOT.certificate(TWO, List.of(may(only)));
    AnchorStore store = store(may(ContentTypeConstraint.any()));
    Content inner = signed(IMAGE, signer(ONE, one), seven(8));
    assertThat(why(store, inner)).isEmpty();
    assertThat(why(store, signed(inner, signer(TWO, two)))).hasValue(Why.CONSTRAINT_VIOLATED);
    Content good = signed(signed(IMAGE, signer(ONE, one), seven(7)), signer(TWO, two));
    Authorized authorized = (Authorized) check(store, ConstraintRules.STRICT, good);
    assertThat(authorized.constraints()).containsExactly(ONLY_7);
    assertThat(authorized.defaults()).isEmpty();
    assertThat(authorized.effective().attributes().attributes()).containsExactly(seven(7));
    Authorized silent =
        (Authorized) check(store, ConstraintRules.STRICT, signed(IMAGE, signer(TWO, two)));
    assertThat(silent.defaults()).containsExactly(ONLY_7);
    Content with = new ContentWithAttributes(IMAGE, Attributes.of(seven(8))).encode();
    assertThat(why(store, signed(with, signer(TWO, two)))).hasValue(Why.CONSTRAINT_VIOLATED);
    Content outside =
        new ContentWithAttributes(signed(IMAGE, signer(TWO, two)), Attributes.of(seven(8)))
            .encode();
    assertThat(why(store, outside)).isEmpty();
  }

  @Test
  @Requirement({"R6010-4.1.1.1-1", "R6010-4.1.1.1-2"})
  void oneGoodSignerOfALayerIsEnough() throws MalformedException {
    X509CertificateHolder one = ROOT.certificate(ONE, List.of(may(KEYS)));
    X509CertificateHolder two = ROOT.certificate(TWO, List.of(may(FIRMWARE)));
    Content both = SignedMessage.of(IMAGE).by(signer(ONE, one)).by(signer(TWO, two)).sign();
    assertThat(why(store(may(ContentTypeConstraint.any())), both)).isEmpty();
    Content same = SignedMessage.of(IMAGE).by(signer(ONE, one)).by(signer(ONE, one)).sign();
    assertThat(why(store(may(ContentTypeConstraint.any())), same)).hasValue(Why.NOT_PERMITTED);
  }

  /** Two certificates with one key: what one may not, the other may. */
  @Test
  @Requirement("R6010-6-1")
  void anotherPathIsTriedWhenOneDoesNotAuthorize() throws MalformedException {
    X509CertificateHolder not = ROOT.certificate(ONE, List.of(may(KEYS)));
    X509CertificateHolder may = ROOT.certificate(ONE, List.of(may(FIRMWARE)));
    AnchorStore store = store(may(ContentTypeConstraint.any()));
    assertThat(why(store, signed(IMAGE, signer(ONE, not, may)))).isEmpty();
    Attribute named = NamedCertificates.attribute(not);
    assertThat(why(store, signed(IMAGE, signer(ONE, not, may), named))).hasValue(Why.NOT_PERMITTED);
    assertThat(why(store, signed(IMAGE, signer(ONE, not, may), NamedCertificates.attribute(may))))
        .isEmpty();
  }

  @Test
  @Requirement("R6010-4.1.1-2")
  void whatNobodyHasSignedIsNotConstrained() throws MalformedException {
    Authorized nobody = (Authorized) check(store(), ConstraintRules.STRICT, IMAGE);
    assertThat(nobody.constraints()).isEmpty();
    assertThat(nobody.effective().attributes().isEmpty()).isTrue();
  }

  @Test
  @Requirement("S-50")
  void manyWaysThroughManySignersAreNotTried() throws MalformedException {
    X509CertificateHolder one = ROOT.certificate(ONE, List.of(may(KEYS)));
    Content message = IMAGE;
    for (int i = 0; i < 4; i++) {
      SignedMessage layer = SignedMessage.of(message);
      for (MessageSigner signer : Collections.nCopies(4, signer(ONE, one))) {
        layer.by(signer);
      }
      message = layer.sign();
    }
    assertThat(why(store(may(FIRMWARE)), message)).hasValue(Why.TOO_MANY_SIGNERS);
  }

  /** RFC 4073: what is wrong with one member is nothing to the other. */
  @Test
  @Requirement("R6010-4.1-1")
  void eachLeafOfACollectionIsJudgedAlone() throws MalformedException {
    X509CertificateHolder one = ROOT.certificate(ONE, List.of(may(FIRMWARE)));
    Content keys = new Content(KEYS, IMAGE.octets());
    ContentCollection both = new ContentCollection(List.of(IMAGE, keys));
    Unpacked unpacked =
        new MessageOpener(List.of(), List.of()).open(signed(both.encode(), signer(ONE, one)));
    ContentCheck check =
        new ContentCheck(
            new SignerTrace(
                store(may(ContentTypeConstraint.any())),
                List.of(),
                PathInputs.at(Authority.NOW),
                ConstraintRules.STRICT));
    List<Authorization> leaves =
        ((Unpacked.Collected) unpacked).leaves().stream().map(check::of).toList();
    assertThat(leaves.getFirst()).isInstanceOf(Authorized.class);
    assertThat(((Denied) leaves.getLast()).why()).isEqualTo(Why.NOT_PERMITTED);
  }

  /** RFC 6032 section 1: outside for the package, inside for what is in it. */
  @Test
  @Requirement({"R6010-4.1.3-1", "R6010-4.1.3-3"})
  void anEncryptedKeyPackageIsALeafOfItsOwn() throws MalformedException {
    Content keys = new Content(KEYS, IMAGE.octets());
    X509CertificateHolder packer =
        ROOT.certificate(TWO, List.of(may(CmsOids.ENCRYPTED_KEY_PACKAGE)));
    X509CertificateHolder maker = ROOT.certificate(ONE, List.of(may(KEYS)));
    Content good = signed(packed(signed(keys, signer(ONE, maker))), signer(TWO, packer));
    assertThat(opened(good)).isInstanceOf(Authorized.class);
    Content outer = signed(packed(signed(keys, signer(ONE, maker))), signer(ONE, maker));
    assertThat(((Denied) opened(outer)).why()).isEqualTo(Why.NOT_PERMITTED);
    Content inner = signed(packed(signed(keys, signer(TWO, packer))), signer(TWO, packer));
    assertThat(((Denied) opened(inner)).why()).isEqualTo(Why.NOT_PERMITTED);
  }

  private static Content packed(Content inside) {
    return EncryptedMessage.encryptKeyPackage(inside, ContentCipher.AES_128_CBC, KEY);
  }

  private static Authorization opened(Content message) throws MalformedException {
    Unpacked whole = new MessageOpener(List.of(KEY), List.of()).open(message);
    SignerTrace trace =
        new SignerTrace(
            store(may(ContentTypeConstraint.any())),
            List.of(),
            PathInputs.at(Authority.NOW),
            ConstraintRules.STRICT);
    return new ContentCheck(trace).of((Unpacked.Whole) whole);
  }
}
