package org.bequest.crypto.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.constraint.Authorization.Authorized;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.Authority;
import org.bequest.crypto.path.PathInputs;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorList;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.constraint.AttrConstraint;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.constraint.ContentTypeConstraint;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

/** A list of anchors that somebody has signed, and what he may say in it. */
class SignedAnchorsTest {
  private static final ASN1ObjectIdentifier X = new ASN1ObjectIdentifier("2.999.1");
  private static final Authority ROOT = Authority.named("CN=root");
  private static final Authority SIGNER = Authority.named("CN=signer");
  private static final TrustAnchorList LIST =
      new TrustAnchorList(List.of(new TrustAnchorChoice.Certificate(ROOT.root(Authority.ca()))));

  private static final ContentTypeConstraint ONLY_7 =
      new ContentTypeConstraint(
          CmsOids.TRUST_ANCHOR_LIST,
          true,
          List.of(new AttrConstraint(X, List.of(Encoded.of(new ASN1Integer(7))))));

  private static Unpacked.Whole opened() throws MalformedException {
    Extension may = ContentConstraints.of(ONLY_7).extension(false);
    X509CertificateHolder certificate = ROOT.certificate(SIGNER, List.of(may));
    MessageSigner signer = MessageSigner.of(SIGNER.signer(), certificate, List.of());
    return (Unpacked.Whole)
        new MessageOpener(List.of(), List.of()).open(SignedMessage.sign(LIST.content(), signer));
  }

  private static Authorization check(Unpacked.Whole message, Collected authenticated) {
    AnchorStore store = AnchorStore.ofCertificates(List.of(ROOT.root(Authority.ca())));
    SignerTrace trace =
        new SignerTrace(store, List.of(), PathInputs.at(Authority.NOW), ConstraintRules.LENIENT);
    return new ContentCheck(trace).of(message, authenticated);
  }

  @Test
  @Requirement("R5914-3-4")
  void theListComesOutOfItsSignature() throws MalformedException {
    Unpacked.Whole whole = opened();
    assertThat(TrustAnchorList.of(whole.leaf())).isEqualTo(LIST);
    assertThat(check(whole, Collected.none())).isInstanceOf(Authorized.class);
  }

  @Test
  @Requirement("R6010-4.1.2-2")
  void whatTheApplicationHasAuthenticatedCountsToo() throws MalformedException {
    Attributes seven = Attributes.of(Attributes.attribute(X, new ASN1Integer(7)));
    Attributes eight = Attributes.of(Attributes.attribute(X, new ASN1Integer(8)));
    Authorized good = (Authorized) check(opened(), Collected.of(seven));
    assertThat(good.defaults()).isEmpty();
    assertThat(check(opened(), Collected.of(eight))).isInstanceOf(Authorization.Denied.class);
  }

  @Test
  @Requirement("R6010-4.1.1-1")
  void aBadSignatureLeavesNothingToJudge() throws MalformedException {
    X509CertificateHolder certificate = ROOT.certificate(SIGNER, List.of());
    MessageSigner other = MessageSigner.of(ROOT.signer(), certificate, List.of());
    assertThat(
            new MessageOpener(List.of(), List.of()).open(SignedMessage.sign(LIST.content(), other)))
        .isInstanceOf(Unpacked.Unverified.class);
  }

  @Test
  @Requirement("R6010-2-3")
  void theExtensionIsNotThereTwice() throws Exception {
    Extension may = ContentConstraints.unconstrained().extension(false);
    byte[] once = ROOT.root(Authority.ca(), may).getEncoded();
    Encoded extensions = Encoded.sequence(Encoded.of(may), Encoded.of(may));
    assertThat(TrustAnchorChoice.decode(once).extension(ContentConstraints.EXTENSION)).isPresent();
    byte[] twice = withExtensions(once, extensions);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> TrustAnchorChoice.decode(twice));
    assertThat(TrustAnchorChoice.decode(withExtensions(once, Encoded.sequence(Encoded.of(may)))))
        .isInstanceOf(TrustAnchorChoice.Certificate.class);
  }

  /** The certificate with these for its last field; nobody looks at its signature. */
  private static byte[] withExtensions(byte[] certificate, Encoded extensions)
      throws MalformedException {
    List<Encoded> parts = Encoded.known(certificate).children();
    List<Encoded> fields = parts.getFirst().children();
    List<Encoded> kept = new ArrayList<>(fields.subList(0, fields.size() - 1));
    kept.add(Encoded.constructed(0xa3, List.of(extensions)));
    return Encoded.sequence(Encoded.sequenceOf(kept), parts.get(1), parts.get(2)).octets();
  }
}
