package org.bequest.cli.inspect;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.client.trust.CertificatePath;
import org.bequest.crypto.Signatures;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

/** Whether what is signed leads back to an anchor of the user. */
record Trust(Means means) {
  private static final Shown UNCHECKED = Shown.text("not checked: no --ca");

  /** One line about one signer of a message. */
  Shown signer(SignedContent message, SignerInfo signer) {
    if (!means.checksSignatures()) {
      return UNCHECKED;
    }
    SignerKeys keys = SignerKeys.in(message).and(means.anchors());
    return switch (SignatureCheck.of(message.with(List.of(signer)), keys)) {
      case SignatureCheck.Refused refused -> wrong(refused.detail());
      case SignatureCheck.Verified good -> path(good.signers().getFirst(), message);
    };
  }

  private Shown path(VerifiedSigner signer, SignedContent message) {
    return signer
        .ownCertificate()
        .map(c -> path(c, message.certificates(), "good, by "))
        .orElseGet(() -> Shown.text("good, by a key without a certificate"));
  }

  /** One line about a certificate that is not in a message. */
  Shown certificate(X509CertificateHolder certificate) {
    return means.checksSignatures() ? path(certificate, List.of(), "") : UNCHECKED;
  }

  private Shown path(
      X509CertificateHolder target, List<X509CertificateHolder> candidates, String before) {
    String subject = before + NameText.of(target.getSubject());
    if (means.anchors().contains(target)) {
      return Shown.text(subject + ", an anchor");
    }
    try {
      CertificatePath path =
          CertificatePath.build(jca(target), jca(candidates), jca(means.anchors()), means.at());
      return switch (path) {
        case CertificatePath.Valid valid ->
            Shown.text(subject + ", below " + valid.anchor().getSubjectX500Principal());
        case CertificatePath.Invalid invalid ->
            Shown.text(subject).untrusted("no path to an anchor: " + invalid.why());
      };
    } catch (MalformedException e) {
      return Shown.text(subject).untrusted("no path to an anchor: " + e.getMessage());
    }
  }

  static Shown wrong(String why) {
    return Shown.text("wrong").untrusted(why);
  }

  private static List<X509Certificate> jca(List<X509CertificateHolder> holders)
      throws MalformedException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (X509CertificateHolder holder : holders) {
      certificates.add(jca(holder));
    }
    return certificates;
  }

  private static X509Certificate jca(X509CertificateHolder holder) throws MalformedException {
    return CertificatePem.decodeDer(Der.of(holder.toASN1Structure()));
  }

  /** One line about a revocation list: whether an anchor, or one below an anchor, signed it. */
  Shown crl(X509CRLHolder crl) {
    if (!means.checksSignatures()) {
      return UNCHECKED;
    }
    for (X509CertificateHolder issuer : means.anchors()) {
      if (issuer.getSubject().equals(crl.getIssuer())) {
        return isSignedBy(issuer, crl)
            ? Shown.text("good, by " + NameText.of(issuer.getSubject()))
            : wrong("not signed by the issuer that --ca names");
      }
    }
    return Shown.text("not checked: its issuer is not among --ca");
  }

  private static boolean isSignedBy(X509CertificateHolder issuer, X509CRLHolder crl) {
    CertificateList list = crl.toASN1Structure();
    return Signatures.verify(
            issuer.getSubjectPublicKeyInfo(),
            list.getSignatureAlgorithm(),
            Der.of(list.getTBSCertList()),
            list.getSignature().getOctets())
        == Signatures.Verdict.VALID;
  }
}
