package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

/** A SignedData (RFC 5652 section 5) with each signer, and what became of checking it. */
record SignedView(LayerView around) {
  Shown of(SignedContent signed, RawLayer raw) throws MalformedException {
    Inspection in = around.in();
    return Shown.fields()
        .add("version", raw.version(signed::encode))
        .add("digestAlgorithms", raw.digestAlgorithms(in))
        .add("encapContentInfo", around.encapsulated(signed.contentType(), signed.octets()))
        .add("certificates", certificates(signed.certificates()))
        .add("crls", crls(signed.crls()))
        .add("signerInfos", signers(signed))
        .shown();
  }

  Optional<Shown> certificates(List<X509CertificateHolder> certificates) throws MalformedException {
    List<Shown> list = new ArrayList<>();
    for (X509CertificateHolder certificate : certificates) {
      list.add(around.in().enclosedCertificate(certificate));
    }
    return list.isEmpty() ? Optional.empty() : Optional.of(Shown.list(list));
  }

  Optional<Shown> crls(List<X509CRLHolder> crls) throws MalformedException {
    List<Shown> list = new ArrayList<>();
    for (X509CRLHolder crl : crls) {
      list.add(new CrlView(around.in()).enclosed(crl));
    }
    return list.isEmpty() ? Optional.empty() : Optional.of(Shown.list(list));
  }

  private Shown signers(SignedContent signed) {
    return Shown.list(signed.signers().stream().map(s -> signer(s, signed)).toList());
  }

  private Shown signer(SignerInfo signer, SignedContent signed) {
    Trust trust = new Trust(around.in().means());
    return fields(signer, signed).add("verified", trust.signer(signed, signer)).shown();
  }

  /** Of a SignerInfo. */
  Shown.Builder fields(SignerInfo signer, SignedContent signed) {
    Inspection in = around.in();
    return Shown.fields()
        .add("version", version(signer))
        .add("sid", in.entity(signer.id()))
        .add("digestAlgorithm", in.algorithm(signer.digestAlgorithm()))
        .add("signedAttrs", signedAttributes(signer, signed))
        .add("signatureAlgorithm", in.algorithm(signer.signatureAlgorithm()))
        .add("signature", signer.signature())
        .add("unsignedAttrs", in.optional(signer.unsignedAttributes()));
  }

  private static Shown version(SignerInfo signer) {
    Shown shown = Shown.number(signer.version());
    int wanted = SignerInfo.versionFor(signer.id());
    return signer.version() == wanted
        ? shown
        : shown.but("its sid asks for version " + wanted + " (RFC 5652 5.3)");
  }

  private Optional<Shown> signedAttributes(SignerInfo signer, SignedContent signed) {
    Attributes attributes = signer.signedAttributes();
    if (attributes.isEmpty()) {
      return signed.contentType().equals(CmsOids.DATA)
          ? Optional.empty()
          : Optional.of(
              Shown.list(List.of())
                  .but("missing, where the content is not id-data (RFC 5652 5.3)"));
    }
    Shown shown = around.in().attributes(attributes);
    shown = required(shown, attributes, CmsOids.CONTENT_TYPE, "RFC 5652 5.3");
    shown = required(shown, attributes, CmsOids.MESSAGE_DIGEST, "RFC 5652 5.3");
    for (ASN1ObjectIdentifier type : FirmwareNoun.required(signed.contentType(), attributes)) {
      shown = required(shown, attributes, type, "RFC 4108 2.2");
    }
    return Optional.of(
        isOfType(attributes, signed)
            ? shown
            : shown.but("the contentType attribute is not that of the content (RFC 5652 11.1)"));
  }

  private Shown required(
      Shown shown, Attributes attributes, ASN1ObjectIdentifier type, String source) {
    return attributes.attribute(type).isPresent()
        ? shown
        : shown.but("missing %s (%s)".formatted(around.in().word(type), source));
  }

  private static boolean isOfType(Attributes attributes, SignedContent signed) {
    try {
      Optional<ASN1Encodable> type = attributes.single(CmsOids.CONTENT_TYPE);
      return type.isEmpty() || type.get().toASN1Primitive().equals(signed.contentType());
    } catch (MalformedException _) {
      return false;
    }
  }
}
