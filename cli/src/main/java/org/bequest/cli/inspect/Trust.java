package org.bequest.cli.inspect;

import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.crypto.Signatures;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.path.PathCheck;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.path.PathSearch;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Whether what is signed leads back to an anchor of the user. What the signer may sign, and whether
 * he was revoked, is not asked.
 */
record Trust(Means means) {
  static final Shown UNCHECKED = Shown.text("not checked: no --ca");

  /** One line about one signer of a message. */
  Shown signer(SignedContent message, SignerInfo signer) {
    if (!means.checksSignatures()) {
      return UNCHECKED;
    }
    return switch (SignatureCheck.of(message.with(List.of(signer)), keys(message))) {
      case SignatureCheck.Refused refused -> wrong(refused.detail());
      case SignatureCheck.Verified good -> path(good.signers().getFirst(), message.certificates());
    };
  }

  /** Those of the message and of the anchors, by certificate or by identifier alone. */
  SignerKeys keys(SignedContent message) {
    SignerKeys keys = SignerKeys.in(message);
    for (TrustAnchorChoice anchor : means.anchors().all()) {
      keys = anchor.certificate().map(c -> List.of(c)).map(keys::and).orElse(keys);
      if (anchor.keyId().isPresent()) {
        keys = keys.and(anchor.keyId().get().octets(), anchor.publicKey());
      }
    }
    return keys;
  }

  /** One line about a signer whose signature is good. */
  Shown path(VerifiedSigner signer, List<X509CertificateHolder> candidates) {
    return isAnchor(signer.key())
        ? Shown.text("good, by an anchor" + signer.ownCertificate().map(Trust::named).orElse(""))
        : signer
            .ownCertificate()
            .map(c -> path(c, candidates, "good, by "))
            .orElseGet(() -> wrong("the signer's key is no anchor and has no certificate"));
  }

  private boolean isAnchor(SubjectPublicKeyInfo key) {
    return !means.anchors().find(key).isEmpty();
  }

  private static String named(X509CertificateHolder certificate) {
    return ": " + NameText.of(certificate.getSubject());
  }

  /** One line about a certificate that is not in a message. */
  Shown certificate(X509CertificateHolder certificate) {
    if (!means.checksSignatures()) {
      return UNCHECKED;
    }
    return isAnchor(certificate.getSubjectPublicKeyInfo())
        ? Shown.text("an anchor")
        : path(certificate, means.beside(), "good, ");
  }

  private Shown path(
      X509CertificateHolder target, List<X509CertificateHolder> candidates, String before) {
    String subject = NameText.of(target.getSubject());
    PathInputs inputs = PathInputs.at(means.at()).handling(Extension.extendedKeyUsage);
    return switch (new PathSearch(means.anchors(), candidates, inputs).from(target)) {
      case PathCheck.Valid valid ->
          Shown.text(before + subject + ", below " + nameOf(valid.anchor()));
      case PathCheck.Refused refused ->
          Shown.text(subject + ", not believed").untrusted(refused.detail());
    };
  }

  private static String nameOf(TrustAnchorChoice anchor) {
    Optional<X500Name> name = anchor.name();
    return name.map(NameText::of).orElse("an anchor");
  }

  static Shown wrong(String why) {
    return Shown.text("wrong").untrusted(why);
  }

  /** One line about a revocation list: whether an anchor of its issuer's name signed it. */
  Shown crl(X509CRLHolder crl) {
    if (!means.checksSignatures()) {
      return UNCHECKED;
    }
    List<TrustAnchorChoice> issuers =
        means.anchors().all().stream()
            .filter(a -> a.name().filter(crl.getIssuer()::equals).isPresent())
            .toList();
    if (issuers.isEmpty()) {
      return Shown.text("not checked: its issuer is not among --ca");
    }
    return issuers.stream().anyMatch(a -> isSignedBy(a.publicKey(), crl))
        ? Shown.text("good, by " + NameText.of(crl.getIssuer()))
        : wrong("not signed by the issuer that --ca names");
  }

  private static boolean isSignedBy(SubjectPublicKeyInfo issuer, X509CRLHolder crl) {
    CertificateList list = crl.toASN1Structure();
    return Signatures.verify(
            issuer,
            list.getSignatureAlgorithm(),
            Der.of(list.getTBSCertList()),
            list.getSignature().getBytes())
        == Signatures.Verdict.VALID;
  }
}
