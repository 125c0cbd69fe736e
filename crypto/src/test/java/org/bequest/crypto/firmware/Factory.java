package org.bequest.crypto.firmware;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.stream.Body;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.Authority;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.firmware.ContentHints;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.FirmwarePackageIdentifier;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.PackageName;
import org.bequest.formats.firmware.StaleVersion;
import org.bequest.formats.firmware.TargetHardwareIdentifiers;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A maker of firmware in a test: an anchor, a signer below it, a package and its key. */
final class Factory {
  static final ASN1ObjectIdentifier HARDWARE = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
  static final PackageName NAME =
      PackageName.Preferred.of(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2"), 7);
  static final HardwareModuleName MODULE =
      new HardwareModuleName(HARDWARE, Octets.of(new byte[] {0x0a, 0x0b}));
  static final FirmwareAttributes ATTRIBUTES =
      FirmwareAttributes.of(
          FirmwarePackageIdentifier.of(NAME).withStale(StaleVersion.of(5)),
          TargetHardwareIdentifiers.of(HARDWARE),
          ContentHints.of("Firmware of a test, version 7"));
  static final Octets KEY_NAME = Octets.of(new byte[] {0x6b, 0x31});
  static final String HEX_KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  static final CmsLimits LIMITS = CmsLimits.STANDARD.withInflated(1L << 32, 2000);

  private final Authority root = Authority.named("CN=root");
  private final Authority maker = Authority.named("CN=maker");

  static byte[] sha1(Authority authority) {
    try {
      return MessageDigest.getInstance("SHA-1")
          .digest(authority.key().getPublicKeyData().getOctets());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static Extension keyId(Authority authority) {
    return Authority.extension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(sha1(authority)));
  }

  X509CertificateHolder rootCertificate() {
    return root.root(Authority.ca(), keyId(root));
  }

  Authority root() {
    return root;
  }

  Authority maker() {
    return maker;
  }

  X509CertificateHolder certificate(Extension... more) {
    List<Extension> all = new ArrayList<>(List.of(more));
    all.add(keyId(maker));
    all.add(Authority.usage(KeyUsage.digitalSignature));
    return root.certificate(maker, all);
  }

  X509CRLHolder emptyCrl() {
    try {
      ContentSigner signer =
          new JcaContentSignerBuilder("SHA256withECDSA").build(root.keys().getPrivate());
      return new X509v2CRLBuilder(root.name(), Date.from(Authority.START)).build(signer);
    } catch (OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  MessageSigner signer() {
    return MessageSigner.of(maker.signer(), certificate(), List.of());
  }

  /** The anchor itself. */
  MessageSigner anchor() {
    return MessageSigner.withoutCertificate(root.signer(), sha1(root));
  }

  FirmwareSigning signing() {
    return FirmwareSigning.of(signer(), ATTRIBUTES, Authority.NOW);
  }

  FirmwareTrust trust() {
    return trust(AnchorStore.ofCertificates(List.of(rootCertificate())));
  }

  static FirmwareTrust trust(AnchorStore anchors) {
    return new FirmwareTrust(
        anchors, List.of(), PathInputs.at(Authority.NOW), ConstraintRules.LENIENT);
  }

  FirmwareExaminer examiner() {
    return new FirmwareExaminer(trust(), LIMITS);
  }

  FirmwareOpener opener(RecipientKey... keys) {
    return opener(FirmwarePolicy.STRICT, keys);
  }

  FirmwareOpener opener(FirmwarePolicy policy, RecipientKey... keys) {
    return new FirmwareOpener(examiner(), List.of(keys), policy);
  }

  static Secret key() {
    return Secret.of(HexFormat.of().parseHex(HEX_KEY));
  }

  static RecipientKey.Kek kek() {
    return new RecipientKey.Kek(KEY_NAME.bytes(), key());
  }

  static FirmwareEncryption encryption(Recipient... recipients) {
    return new FirmwareEncryption(ContentCipher.AES_256_CBC, KEY_NAME, key(), List.of(recipients));
  }

  static byte[] image(int length) {
    byte[] image = new byte[length];
    new Random(length).nextBytes(image);
    Arrays.fill(image, 0, length / 2, (byte) 0x5a);
    return image;
  }

  static FirmwareMessage message(byte[] image) {
    return FirmwareMessage.of(StreamedContent.of(CmsOids.FIRMWARE_PACKAGE, image));
  }

  static FirmwareMessage message(byte[] image, FirmwareShape shape, FirmwareEncryption how) {
    FirmwareMessage message = message(image);
    message = shape.compressed() ? message.compressed() : message;
    return shape.encrypted() ? message.encrypted(how) : message;
  }

  static byte[] written(Body body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);
    return out.toByteArray();
  }

  static FirmwareOpening open(FirmwareOpener opener, byte[] message) throws IOException {
    return opener.open(Source.of(message));
  }

  /** By its number in RFC 4108. */
  static LoadErrorCode code(int number) {
    return Arrays.stream(LoadErrorCode.values())
        .filter(code -> code.number() == number)
        .findFirst()
        .orElseThrow();
  }
}
