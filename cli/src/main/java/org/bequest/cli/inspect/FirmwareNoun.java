package org.bequest.cli.inspect;

import java.util.Arrays;
import java.util.List;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.firmware.CommunityIdentifier;
import org.bequest.formats.firmware.CommunityIdentifiers;
import org.bequest.formats.firmware.CurrentConfig;
import org.bequest.formats.firmware.DecryptKeyName;
import org.bequest.formats.firmware.FirmwareAttribute;
import org.bequest.formats.firmware.FirmwareOids;
import org.bequest.formats.firmware.FirmwarePackageIdentifier;
import org.bequest.formats.firmware.FirmwarePackageInfo;
import org.bequest.formats.firmware.FirmwarePackageMessageDigest;
import org.bequest.formats.firmware.ImplementedAlgorithms;
import org.bequest.formats.firmware.LoadError;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.LoadReceipt;
import org.bequest.formats.firmware.PackageName;
import org.bequest.formats.firmware.SigningCertificate;
import org.bequest.formats.firmware.StaleVersion;
import org.bequest.formats.firmware.TargetHardwareIdentifiers;
import org.bequest.formats.firmware.WrappedFirmwareKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What is said of firmware packages, and the reports about them (RFC 4108). A package itself is any
 * octets: it has no reader, for there is nothing that it could not be.
 */
final class FirmwareNoun implements Noun {
  @Override
  public List<Kind> contents() {
    return List.of(
        new Kind(
            CmsOids.FIRMWARE_PACKAGE_LOAD_RECEIPT,
            "FirmwarePackageLoadReceipt",
            FirmwareNoun::receipt),
        new Kind(
            CmsOids.FIRMWARE_PACKAGE_LOAD_ERROR, "FirmwarePackageLoadError", FirmwareNoun::error));
  }

  @Override
  public List<Kind> attributes() {
    return List.of(
        signed(FirmwareOids.PACKAGE_IDENTIFIER, "id-aa-firmwarePackageID"),
        signed(FirmwareOids.TARGET_HARDWARE, "id-aa-targetHardwareIDs"),
        signed(FirmwareOids.DECRYPT_KEY, "id-aa-decryptKeyID"),
        signed(FirmwareOids.CRYPTO_ALGORITHMS, "id-aa-implCryptoAlgs"),
        signed(FirmwareOids.COMPRESSION_ALGORITHMS, "id-aa-implCompressAlgs"),
        signed(FirmwareOids.COMMUNITIES, "id-aa-communityIdentifiers"),
        signed(FirmwareOids.PACKAGE_DIGEST, "id-aa-firmwarePackageMessageDigest"),
        signed(FirmwareOids.PACKAGE_INFO, "id-aa-firmwarePackageInfo"),
        signed(FirmwareOids.SIGNING_CERTIFICATE, "id-aa-signingCertificate"),
        signed(FirmwareOids.SIGNING_CERTIFICATE_V2, "id-aa-signingCertificateV2"),
        new Kind(FirmwareOids.WRAPPED_KEY, "id-aa-wrappedFirmwareKey", FirmwareNoun::wrappedKey));
  }

  /** What must be signed with a package; nothing for other content. */
  static List<ASN1ObjectIdentifier> required(ASN1ObjectIdentifier type, Attributes signed) {
    boolean firmware =
        type.equals(CmsOids.FIRMWARE_PACKAGE)
            || signed.attribute(FirmwareOids.PACKAGE_IDENTIFIER).isPresent()
            || signed.attribute(FirmwareOids.TARGET_HARDWARE).isPresent();
    if (!firmware) {
      return List.of();
    }
    return type.equals(CmsOids.ENCRYPTED_DATA)
        ? List.of(
            FirmwareOids.PACKAGE_IDENTIFIER, FirmwareOids.TARGET_HARDWARE, FirmwareOids.DECRYPT_KEY)
        : List.of(FirmwareOids.PACKAGE_IDENTIFIER, FirmwareOids.TARGET_HARDWARE);
  }

  private static Kind signed(ASN1ObjectIdentifier type, String name) {
    return new Kind(
        type,
        name,
        (encoded, in) -> {
          ASN1Encodable value = Asn1.ber(encoded, Item.LIMITS);
          return shown(FirmwareAttribute.decode(Attributes.attribute(type, value)), in);
        });
  }

  private static Shown shown(FirmwareAttribute attribute, Inspection in) {
    return switch (attribute) {
      case FirmwarePackageIdentifier identifier -> identifier(identifier, in);
      case TargetHardwareIdentifiers targets -> oids(targets.types(), in);
      case DecryptKeyName key -> Shown.octets(key.octets().bytes());
      case ImplementedAlgorithms algorithms -> oids(algorithms.algorithms(), in);
      case CommunityIdentifiers all ->
          Shown.list(all.communities().stream().map(c -> community(c, in)).toList());
      case FirmwarePackageInfo info -> info(info, in);
      case FirmwarePackageMessageDigest digest ->
          Shown.fields()
              .add("algorithm", in.algorithm(digest.algorithm()))
              .add("msgDigest", digest.digest().bytes())
              .shown();
      case SigningCertificate certificate -> certificate(certificate, in);
      case FirmwareAttribute other -> in.any(other.value());
    };
  }

  private static Shown oids(List<ASN1ObjectIdentifier> all, Inspection in) {
    return Shown.list(all.stream().map(in::oid).toList());
  }

  private static Shown choice(String choice, Shown value) {
    return Shown.fields().add(choice, value).shown();
  }

  private static Shown identifier(FirmwarePackageIdentifier identifier, Inspection in) {
    return Shown.fields()
        .add("name", name(identifier.name(), in))
        .add("stale", identifier.stale().map(FirmwareNoun::stale))
        .shown();
  }

  private static Shown name(PackageName name, Inspection in) {
    return switch (name) {
      case PackageName.Preferred preferred ->
          choice(
              "preferred",
              Shown.fields()
                  .add("fwPkgID", in.oid(preferred.id()))
                  .add("verNum", Shown.number(preferred.version()))
                  .shown());
      case PackageName.Legacy legacy -> choice("legacy", Shown.octets(legacy.octets().bytes()));
    };
  }

  private static Shown stale(StaleVersion stale) {
    return switch (stale) {
      case StaleVersion.Numbered number ->
          choice("preferredStaleVerNum", Shown.number(number.version()));
      case StaleVersion.Legacy legacy ->
          choice("legacyStaleVersion", Shown.octets(legacy.octets().bytes()));
    };
  }

  private static Shown community(CommunityIdentifier community, Inspection in) {
    return switch (community) {
      case CommunityIdentifier.Named named -> choice("communityOID", in.oid(named.community()));
      case CommunityIdentifier.Listed listed ->
          choice("hwModuleList", new HardwareView(in).modules(listed.modules()));
    };
  }

  private static Shown info(FirmwarePackageInfo info, Inspection in) {
    Shown.Builder fields = Shown.fields().add("fwPkgType", info.packageType().map(Shown::number));
    if (!info.dependencies().isEmpty()) {
      fields.add(
          "dependencies", Shown.list(info.dependencies().stream().map(d -> name(d, in)).toList()));
    }
    return fields.shown();
  }

  private static Shown certificate(SigningCertificate certificate, Inspection in) {
    Shown.Builder only =
        Shown.fields()
            .add("hashAlgorithm", certificate.algorithm().map(in::algorithm))
            .add("certHash", certificate.hash().bytes());
    certificate
        .issuerSerial()
        .ifPresent(both ->
            only.add(
                "issuerSerial",
                Shown.fields()
                    .add("issuer", in.generalNames(both.getIssuer()))
                    .add("serialNumber", "0x" + both.getSerial().getValue().toString(16))
                    .shown()));
    Shown.Builder fields = Shown.fields().add("certs", Shown.list(List.of(only.shown())));
    if (!certificate.policies().isEmpty()) {
      fields.add(
          "policies",
          Shown.list(
              certificate.policies().stream().map(p -> in.oid(p.getPolicyIdentifier())).toList()));
    }
    return fields.shown();
  }

  private static Shown wrappedKey(byte[] encoded, Inspection in) throws MalformedException {
    WrappedFirmwareKey key = WrappedFirmwareKey.decode(Asn1.ber(encoded, Item.LIMITS));
    return Shown.fields()
        .add("recipientInfos", new RecipientView(in).all(key.recipients()))
        .add(
            "encryptedContentInfo",
            Shown.fields()
                .add("contentType", in.oid(key.contentType()))
                .add("contentEncryptionAlgorithm", in.algorithm(key.algorithm()))
                .shown())
        .shown();
  }

  private static Shown receipt(byte[] encoded, Inspection in) throws MalformedException {
    LoadReceipt receipt = LoadReceipt.decode(encoded);
    return judged(
        new HardwareView(in)
            .addTo(Shown.fields(), receipt.module())
            .add("fwPkgName", name(receipt.name(), in))
            .add("trustAnchorKeyID", receipt.trustAnchor().map(o -> Shown.octets(o.bytes())))
            .add("decryptKeyID", receipt.decryptKey().map(o -> Shown.octets(o.bytes())))
            .shown(),
        receipt.encode(),
        encoded);
  }

  private static Shown error(byte[] encoded, Inspection in) throws MalformedException {
    LoadError error = LoadError.decode(encoded);
    return judged(
        new HardwareView(in)
            .addTo(Shown.fields(), error.module())
            .add("errorCode", code(error))
            .add("vendorErrorCode", error.vendor().map(Shown::number))
            .add("fwPkgName", error.name().map(n -> name(n, in)))
            .add("config", error.config().map(all -> config(all, in)))
            .shown(),
        error.encode(),
        encoded);
  }

  /** RFC 8295 section 6.2.1 wants DER, which leaves the version out. */
  private static Shown judged(Shown shown, Content again, byte[] encoded) {
    return Arrays.equals(again.octets(), encoded)
        ? shown
        : shown.but("not DER, or its version is written (RFC 4108 3.1.3 and 4.1.3)");
  }

  private static Shown code(LoadError error) {
    Shown number = Shown.number(error.number());
    return error
        .code()
        .map(LoadErrorCode::word)
        .map(word -> number.brief(error.number() + " (" + word + ")"))
        .orElseGet(() -> number.but("no code of RFC 4108 section 4.1.3"));
  }

  private static Shown config(List<CurrentConfig> loaded, Inspection in) {
    return Shown.list(
        loaded.stream()
            .map(one ->
                Shown.fields()
                    .add("fwPkgType", one.packageType().map(Shown::number))
                    .add("fwPkgName", name(one.name(), in))
                    .shown())
            .toList());
  }
}
