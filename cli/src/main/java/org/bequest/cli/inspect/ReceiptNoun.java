package org.bequest.cli.inspect;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.KeyPackageError;
import org.bequest.formats.receipt.KeyPackageErrorCode;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.PackageIdentifier;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.PackageIdentifier.SingleAttribute;
import org.bequest.formats.receipt.ReceiptOids;
import org.bequest.formats.receipt.ReceiptRequest;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;

/** What is asked and answered about key packages (RFC 7191), and which key opens one (RFC 6032). */
final class ReceiptNoun implements Noun {
  private static final int LATEST = 2;

  @Override
  public List<Kind> contents() {
    return List.of(
        new Kind(ReceiptOids.KEY_PACKAGE_RECEIPT, "KeyPackageReceipt", ReceiptNoun::receipt),
        new Kind(ReceiptOids.KEY_PACKAGE_ERROR, "KeyPackageError", ReceiptNoun::error));
  }

  @Override
  public List<Kind> attributes() {
    return List.of(
        new Kind(
            ReceiptOids.PACKAGE_ID_AND_RECEIPT_REQUEST,
            "id-aa-KP-keyPkgIdAndReceiptReq",
            ReceiptNoun::request),
        name(CmsOids.CONTENT_DECRYPTION_KEY_ID, "id-aa-KP-contentDecryptKeyID"));
  }

  private static Kind name(org.bouncycastle.asn1.ASN1ObjectIdentifier type, String name) {
    Function<ASN1Primitive, ASN1OctetString> octets = ASN1OctetString::getInstance;
    return new Kind(
        type,
        name,
        (encoded, _) ->
            Shown.octets(
                Asn1.typed(Asn1.ber(encoded, Item.LIMITS), octets, "/" + name).getOctets()));
  }

  private static Shown receipt(byte[] encoded, Inspection in) throws MalformedException {
    KeyPackageReceipt receipt = KeyPackageReceipt.decode(encoded);
    return Shown.fields()
        .add("version", version(receipt.version()))
        .add("receiptOf", identifier(receipt.receiptOf(), in))
        .add("receivedBy", entity(receipt.receivedBy(), in))
        .shown();
  }

  private static Shown error(byte[] encoded, Inspection in) throws MalformedException {
    KeyPackageError error = KeyPackageError.decode(encoded);
    return Shown.fields()
        .add("version", version(error.version()))
        .add("errorOf", error.errorOf().map(of -> identifier(of, in)))
        .add("errorBy", entity(error.errorBy(), in))
        .add("errorCode", code(error.errorCode(), in))
        .shown();
  }

  private static Shown version(int version) {
    Shown shown = Shown.number(version).brief("v" + version);
    return version == LATEST ? shown : shown.but("version v1 is deprecated (RFC 7191 4 and 5)");
  }

  private static Shown code(KeyPackageErrorCode code, Inspection in) {
    return switch (code) {
      case KeyPackageErrorCode.Enumerated(EnumeratedErrorCode known) -> {
        Shown shown =
            Shown.number(known.number()).brief(known.number() + " (" + known.word() + ")");
        yield known == EnumeratedErrorCode.OTHER
            ? shown.but("the code other is to be avoided (RFC 7191 5)")
            : shown;
      }
      case KeyPackageErrorCode.Unregistered(var number) ->
          Shown.number(number).but("no code of RFC 7191 section 5");
      case KeyPackageErrorCode.Extended(var oid) -> in.oid(oid);
    };
  }

  private static Shown request(byte[] encoded, Inspection in) throws MalformedException {
    ASN1Encodable value = Asn1.ber(encoded, Item.LIMITS);
    PackageIdAndReceiptRequest attribute =
        PackageIdAndReceiptRequest.of(
            new Attribute(ReceiptOids.PACKAGE_ID_AND_RECEIPT_REQUEST, new DERSet(value)));
    return Shown.fields()
        .add("pkgID", attribute.id().octets())
        .add("receiptReq", attribute.request().map(asked -> asked(asked, in)))
        .shown();
  }

  private static Shown asked(ReceiptRequest request, Inspection in) {
    return Shown.fields()
        .add("encryptReceipt", Shown.flag(request.encrypt()))
        .add("receiptsFrom", request.from().map(names -> entities(names, in)))
        .add("receiptsTo", entities(request.to(), in))
        .shown();
  }

  private static Shown identifier(PackageIdentifier identifier, Inspection in) {
    return switch (identifier) {
      case PackageId id -> Shown.fields().add("pkgID", id.octets()).shown();
      case SingleAttribute attribute ->
          Shown.fields()
              .add(
                  "attribute",
                  Shown.fields()
                      .add("type", in.oid(attribute.type()))
                      .add("value", in.any(attribute.value()))
                      .shown())
              .shown();
    };
  }

  private static Shown entities(List<SirEntityName> names, Inspection in) {
    return Shown.list(names.stream().map(name -> entity(name, in)).toList());
  }

  private static Shown entity(SirEntityName name, Inspection in) {
    Shown fields =
        Shown.fields()
            .add("sirenType", in.oid(name.type()))
            .add("sirenValue", name.value().getOctets())
            .shown();
    try {
      Optional<String> text = name.distinguishedName().map(SubjectNames::subjectText);
      return text.map(fields::brief).orElse(fields);
    } catch (MalformedException e) {
      return fields.but("no distinguished name to be read: " + Fault.text(e));
    }
  }
}
