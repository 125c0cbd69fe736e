package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Vectors;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Octets;
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
import org.bequest.formats.hardware.HardwareModuleName;
import org.bequest.formats.hardware.HardwareModules;
import org.bequest.formats.hardware.HardwareSerialEntry;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bequest inspect} of firmware packages and of the reports about them. */
class InspectFirmwareTest {
  private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("2.999.7");
  private static final Octets OCTETS = Octets.of(new byte[] {0x5a, 0x5b});
  private static final HardwareModuleName MODULE = new HardwareModuleName(TYPE, OCTETS);
  private static final PackageName NAME = PackageName.Preferred.of(TYPE, 4711);
  private static final PackageName LEGACY = new PackageName.Legacy(OCTETS);

  @TempDir Path folder;

  private CommandRun inspect(byte[] octets) throws IOException {
    Path file = Files.write(folder.resolve("message"), octets);
    return CommandRun.of("inspect", file.toString());
  }

  @Test
  void thePackageOfAnotherProjectIsShownWithWhatItLacks() throws IOException {
    CommandRun run = inspect(Vectors.shared("rfc4108-firmware-signed"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("id-ct-firmwarePackage", "id-aa-targetHardwareIDs")
        .contains("1.3.6.1.4.1.221121.1.1.42", "1.3.6.1.4.1.221121.1.1.48")
        .contains("msgDigest", "0097efb9")
        .contains("missing id-aa-firmwarePackageID (RFC 4108 2.2)")
        .contains("version 3")
        .doesNotContain("missing id-aa-targetHardwareIDs");
  }

  private static byte[] signed(FirmwareAttribute... attributes) {
    MessageSigner signer =
        MessageSigner.withoutCertificate(
            PrivateKeySigner.of(KeyAlgorithm.P256.generate()), new byte[] {1, 2});
    Content content =
        new Content(CmsOids.FIRMWARE_PACKAGE, "the image".getBytes(StandardCharsets.US_ASCII));
    AlgorithmIdentifier cipher =
        new AlgorithmIdentifier(
            NISTObjectIdentifiers.id_aes128_CBC, new DEROctetString(new byte[16]));
    Recipient recipient = Recipient.of(new byte[] {3, 4}, Secret.of(new byte[16]));
    WrappedFirmwareKey key =
        WrappedFirmwareKey.of(
            List.of(recipient.wrap(new byte[16])), CmsOids.FIRMWARE_PACKAGE, cipher);
    SignedMessage message =
        SignedMessage.of(content).by(signer).unsignedAttribute(key.toAttribute());
    List.of(attributes).forEach(a -> message.signedAttribute(a.toAttribute()));
    return message.sign().encode();
  }

  private static List<FirmwareAttribute> everything() {
    List<FirmwareAttribute> all = new ArrayList<>();
    all.add(FirmwarePackageIdentifier.of(NAME).withStale(StaleVersion.of(4700)));
    all.add(TargetHardwareIdentifiers.of(TYPE));
    all.add(new DecryptKeyName(OCTETS));
    all.add(new ImplementedAlgorithms.Crypto(List.of(NISTObjectIdentifiers.id_sha384)));
    all.add(new ImplementedAlgorithms.Compression(List.of(CmsOids.ZLIB_COMPRESS)));
    all.add(
        CommunityIdentifiers.of(
            new CommunityIdentifier.Named(new ASN1ObjectIdentifier("2.999.8")),
            new CommunityIdentifier.Listed(
                new HardwareModules(
                    TYPE, List.of(new HardwareSerialEntry.Block(OCTETS, OCTETS))))));
    all.add(FirmwarePackageInfo.ofType(77).dependingOn(LEGACY));
    all.add(
        new FirmwarePackageMessageDigest(
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), OCTETS));
    all.add(
        new SigningCertificate(
            Optional.empty(),
            OCTETS,
            Optional.empty(),
            List.of(new PolicyInformation(new ASN1ObjectIdentifier("2.999.9")))));
    return all;
  }

  @Test
  void everyAttributeIsShownByTheWordsOfTheRfc() throws IOException {
    CommandRun run = inspect(signed(everything().toArray(FirmwareAttribute[]::new)));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("fwPkgID", "verNum", "4711", "preferredStaleVerNum", "4700")
        .contains("id-aa-decryptKeyID", "id-aa-implCryptoAlgs", "id-aa-implCompressAlgs")
        .contains("communityOID", "2.999.8", "hwModuleList", "hwSerialEntries", "low", "high")
        .contains("fwPkgType", "77", "dependencies", "legacy", "5a5b")
        .contains("msgDigest", "certHash", "policies", "2.999.9")
        .contains("id-aa-wrappedFirmwareKey", "kekri", "contentEncryptionAlgorithm")
        .doesNotContain("missing");
  }

  @Test
  void anAttributeThatCannotBeReadIsAFinding() throws IOException {
    FirmwareAttribute broken =
        new FirmwareAttribute.Other(
            new Attribute(
                FirmwareOids.TARGET_HARDWARE, new DERSet(new DEROctetString(new byte[2]))));
    CommandRun run = inspect(signed(broken));
    assertThat(run.out()).contains("no id-aa-targetHardwareIDs to be read");
  }

  @Test
  void receiptsAndErrorsAreShown() throws IOException {
    LoadReceipt receipt = LoadReceipt.of(MODULE, NAME).trusting(OCTETS).decryptedWith(OCTETS);
    CommandRun shown = inspect(receipt.encode().encode());
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out())
        .contains("hwType", "hwSerialNum", "fwPkgName", "trustAnchorKeyID", "decryptKeyID");
    LoadError error =
        LoadError.of(MODULE, LoadErrorCode.STALE_PACKAGE)
            .about(LEGACY)
            .withConfig(List.of(new CurrentConfig(Optional.of(BigInteger.TEN), NAME)));
    CommandRun reported = inspect(error.encode().encode());
    assertThat(reported.out())
        .contains("28 (stalePackage)", "legacy", "config", "fwPkgType", "10", "4711");
    CommandRun bare = inspect(error.encode().octets());
    assertThat(bare.out()).contains("FirmwarePackageLoadError", "stalePackage");
  }

  @Test
  void whatIsNotStrictIsAFinding() throws IOException {
    byte[] versioned =
        HexFormat.of().parseHex("3013020101" + "06022a03" + "04010a" + "300706022a03020105");
    Content content = new Content(CmsOids.FIRMWARE_PACKAGE_LOAD_RECEIPT, versioned);
    assertThat(inspect(content.encode()).out()).contains("its version is written");
    byte[] later = HexFormat.of().parseHex("300b" + "06022a03" + "04010a" + "0a020123");
    Content unknown = new Content(CmsOids.FIRMWARE_PACKAGE_LOAD_ERROR, later);
    assertThat(inspect(unknown.encode()).out()).contains("291", "no code of RFC 4108");
  }
}
