package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.CrmfControl;
import org.bequest.formats.crmf.OptionalValidity;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.crmf.PopoPrivKey;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Time;

/**
 * Requests by template (RFC 4211).
 *
 * <pre>
 * CertReqMsg ::= SEQUENCE {
 *   certReq CertRequest,
 *   popo    ProofOfPossession OPTIONAL,
 *   regInfo SEQUENCE OF AttributeTypeAndValue OPTIONAL }          -- RFC 4211 section 3
 * </pre>
 */
record TemplateView(Inspection in) {
  /** Agreed secrets: regToken and authenticator (RFC 4211 sections 6.1 and 6.2). */
  private static final Set<String> SECRETS = Set.of("1.3.6.1.5.5.7.5.1.1", "1.3.6.1.5.5.7.5.1.2");

  Shown message(CertReqMsg message) throws MalformedException {
    Shown.Builder fields = Shown.fields().add("certReq", request(message.certReq()));
    message.popo().ifPresent(p -> fields.add("popo", popo(p)));
    if (!message.regInfo().isEmpty()) {
      fields.add("regInfo", controls(message.regInfo()));
    }
    return fields.shown();
  }

  private Shown request(CertRequest request) throws MalformedException {
    Shown.Builder fields =
        Shown.fields()
            .add("certReqId", Shown.number(request.certReqId()))
            .add("certTemplate", template(request.certTemplate()));
    if (!request.controls().isEmpty()) {
      fields.add("controls", controls(request.controls()));
    }
    return fields.shown();
  }

  Shown template(CertTemplate template) throws MalformedException {
    Shown.Builder fields =
        Shown.fields()
            .add("version", template.version().map(TemplateView::version))
            .add("serialNumber", template.serialNumber().map(TemplateView::serial))
            .add("signingAlg", template.signingAlg().map(in::algorithm))
            .add("issuer", template.issuer().map(in::name));
    if (template.validity().isPresent()) {
      fields.add("validity", validity(template.validity().get()));
    }
    fields
        .add("subject", template.subject().map(in::name))
        .add("publicKey", template.publicKey().map(in::publicKey))
        .add("issuerUID", template.issuerUid().map(in::any))
        .add("subjectUID", template.subjectUid().map(in::any));
    if (template.extensions().isPresent()) {
      fields.add("extensions", in.extensions(template.extensions().get()));
    }
    return fields.shown();
  }

  private static Shown version(ASN1Integer version) {
    return Shown.number(version.getValue());
  }

  private static Shown serial(ASN1Integer serial) {
    return Shown.text("0x" + serial.getValue().toString(16));
  }

  private static Shown validity(OptionalValidity validity) throws MalformedException {
    Shown.Builder fields = Shown.fields();
    Optional<Time> from = validity.notBefore();
    Optional<Time> until = validity.notAfter();
    if (from.isPresent()) {
      fields.add("notBefore", CertificateView.time(from.get()));
    }
    if (until.isPresent()) {
      fields.add("notAfter", CertificateView.time(until.get()));
    }
    return fields.shown();
  }

  private Shown popo(Popo popo) {
    return switch (popo) {
      case Popo.RaVerified _ -> Shown.text("raVerified");
      case Popo.Signature signature ->
          Shown.fields()
              .add(
                  "signature",
                  Shown.fields()
                      .add("poposkInput", signature.poposkInput().map(i -> octets(i.octets())))
                      .add("algorithmIdentifier", in.algorithm(signature.algorithm()))
                      .add("signature", signature.signature().bytes())
                      .shown())
              .shown();
      case Popo.KeyEncipherment key ->
          Shown.fields().add("keyEncipherment", privateKey(key.key())).shown();
      case Popo.KeyAgreement key ->
          Shown.fields().add("keyAgreement", privateKey(key.key())).shown();
    };
  }

  private static Shown octets(byte[] octets) {
    return Shown.octets(octets);
  }

  private Shown privateKey(PopoPrivKey key) {
    return switch (key) {
      case PopoPrivKey.ThisMessage message ->
          Shown.fields().add("thisMessage", Shown.hidden(message.encryptedKey().length())).shown();
      case PopoPrivKey.SubsequentMessage message ->
          Shown.fields()
              .add(
                  "subsequentMessage",
                  message.kind() == PopoPrivKey.SubsequentMessage.ENCR_CERT
                      ? "encrCert"
                      : "challengeResp")
              .shown();
      case PopoPrivKey.DhMac mac -> Shown.fields().add("dhMAC", mac.mac().bytes()).shown();
      case PopoPrivKey.AgreeMac mac ->
          Shown.fields()
              .add(
                  "agreeMAC",
                  Shown.fields()
                      .add("algId", in.algorithm(mac.algorithm()))
                      .add("value", mac.value().bytes())
                      .shown())
              .shown();
      case PopoPrivKey.EncryptedKey encrypted ->
          Shown.fields().add("encryptedKey", encrypted.envelopedData().octets()).shown();
    };
  }

  private Shown controls(List<CrmfControl> controls) throws MalformedException {
    List<Shown> list = new ArrayList<>();
    for (CrmfControl control : controls) {
      boolean secret = SECRETS.contains(control.type().getId());
      list.add(
          Shown.fields()
              .add("type", in.oid(control.type()))
              .add("value", secret ? Shown.hidden() : value(control))
              .shown());
    }
    return Shown.list(list);
  }

  /** Controls of CMC stand here too (RFC 5272 section 6.3). */
  private Shown value(CrmfControl control) throws MalformedException {
    return in.nouns().attribute(control.type()).isPresent()
        ? in.value(control.type(), control.value().value())
        : in.any(control.value().value());
  }
}
