package org.bequest.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.KeyWrap;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.stream.Body;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.firmware.FirmwareEncryption;
import org.bequest.crypto.firmware.FirmwareMessage;
import org.bequest.crypto.firmware.FirmwareSigning;
import org.bequest.crypto.firmware.FirmwareTrust;
import org.bequest.crypto.firmware.LoadReports;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.anchor.TrustAnchorChoice.TaInfo;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.firmware.ContentHints;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.FirmwarePackageIdentifier;
import org.bequest.formats.firmware.LoadReceipt;
import org.bequest.formats.firmware.PackageName;
import org.bequest.formats.firmware.TargetHardwareIdentifiers;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A maker of firmware who is an anchor, its packages and the receipts for them. */
final class KnownFirmware {
  private static final byte[] ID = {1, 2, 3, 4};
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final KeyPair KEYS = KnownKeys.ec();
  private static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("1.2.3.4");
  private static final PackageName NAME = PackageName.Preferred.of(TYPE, 7);
  private static final MessageSigner SIGNER =
      MessageSigner.withoutCertificate(PrivateKeySigner.of(KEYS), ID);

  private KnownFirmware() {}

  static FirmwareTrust trust() {
    TrustAnchorInfo maker =
        TrustAnchorInfo.of(
            SubjectPublicKeyInfo.getInstance(KEYS.getPublic().getEncoded()), new KeyIdentifier(ID));
    return new FirmwareTrust(
        AnchorStore.of(List.of(new TaInfo(maker))),
        List.of(),
        PathInputs.at(NOW),
        ConstraintRules.LENIENT);
  }

  static RecipientKey.Kek key() {
    return new RecipientKey.Kek(ID, secret());
  }

  private static Secret secret() {
    return Secret.of(new byte[32]);
  }

  /** Plain, compressed, encrypted and both; signed, and the last not. */
  static byte[][] packages() {
    Recipient recipient = new Recipient.Kek(ID, secret(), KeyWrap.AES_256);
    FirmwareEncryption how =
        new FirmwareEncryption(
            ContentCipher.AES_256_CBC, Octets.of(ID), secret(), List.of(recipient));
    FirmwareMessage plain =
        FirmwareMessage.of(StreamedContent.of(CmsOids.FIRMWARE_PACKAGE, new byte[100]));
    try {
      return new byte[][] {
        written(plain.signed(signing())),
        written(plain.compressed().signed(signing())),
        written(plain.encrypted(how).signed(signing())),
        written(plain.compressed().encrypted(how).signed(signing())),
        written(plain.compressed().encrypted(how).unsigned())
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FirmwareSigning signing() {
    return FirmwareSigning.of(
        SIGNER,
        FirmwareAttributes.of(
            FirmwarePackageIdentifier.of(NAME),
            TargetHardwareIdentifiers.of(TYPE),
            ContentHints.of("firmware")),
        NOW);
  }

  private static byte[] written(Body body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);
    return out.toByteArray();
  }

  /** Signed and bare. */
  static byte[][] receipts() {
    LoadReceipt receipt =
        LoadReceipt.of(new HardwareModuleName(TYPE, Octets.of(ID)), NAME).trusting(Octets.of(ID));
    return new byte[][] {
      LoadReports.signed(receipt, SIGNER, Optional.of(NOW)).encode(),
      LoadReports.bare(receipt).encode()
    };
  }
}
