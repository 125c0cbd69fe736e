package org.bequest.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Vectors;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.keypackage.PackageEncryption;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.keys.OneSymmetricKey;
import org.bequest.formats.keys.SymmetricKeyPackage;
import org.bequest.formats.keys.pskc.AlgorithmParameters.Suite;
import org.bequest.formats.keys.pskc.ChallengeFormat;
import org.bequest.formats.keys.pskc.FriendlyName;
import org.bequest.formats.keys.pskc.KeyAttributes;
import org.bequest.formats.keys.pskc.KeyUsage;
import org.bequest.formats.keys.pskc.KeyUsages;
import org.bequest.formats.keys.pskc.PinPolicy;
import org.bequest.formats.keys.pskc.PinUsageMode;
import org.bequest.formats.keys.pskc.PskcAttribute;
import org.bequest.formats.keys.pskc.PskcType;
import org.bequest.formats.keys.pskc.PskcValue;
import org.bequest.formats.keys.pskc.ResponseFormat;
import org.bequest.formats.keys.pskc.ValueEncoding;
import org.bequest.formats.keys.pskc.ValueMac;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.KeyPackageError;
import org.bequest.formats.receipt.KeyPackageErrorCode;
import org.bequest.formats.receipt.PackageIdentifier;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bequest inspect} shows key packages, receipts and errors, and never a key. */
class InspectKeysTest {
  private static final byte[] SECRET = "a secret to nobody".getBytes(US_ASCII);

  private @TempDir Path folder;

  private CommandRun inspected(byte[] octets, String... options) throws IOException {
    Path file = folder.resolve("object");
    Files.write(file, octets);
    String[] arguments = new String[options.length + 2];
    arguments[0] = "inspect";
    arguments[1] = file.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandRun.of(arguments);
  }

  @Test
  void thePackageOfAnotherProjectIsShownWithWhatItLacks() throws IOException {
    byte[] vector = Vectors.shared("rfc6031-symmetric-key-package");
    CommandRun run = inspected(vector);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "id-pskc-manufacturer",
            "Vigil Security LLC",
            "Pretend 048A",
            "HOTP",
            "kta.example.com",
            "no keyId at /sKeys/0 (RFC 6031 3)",
            "4 octets")
        .doesNotContain("31323334", "\"1234\"");
    assertThat(inspected(vector, "--json").out()).doesNotContain("31323334", "MTIzNA");
  }

  private static KeyAttributes everything() {
    KeyAttributes all = KeyAttributes.ofKey("k1", "urn:ietf:params:xml:ns:keyprov:pskc:hotp");
    List<PskcAttribute> more =
        List.of(
            PskcAttribute.of(PskcType.FRIENDLY_NAME, new FriendlyName("clé", Optional.of("fr"))),
            new PskcAttribute.Known(
                PskcType.ALGORITHM_PARAMETERS,
                List.of(
                    new Suite("HMAC-SHA256"),
                    ChallengeFormat.of(ValueEncoding.DECIMAL, true, 6, 8),
                    ResponseFormat.of(ValueEncoding.HEXADECIMAL, 7, false))),
            PskcAttribute.number(PskcType.COUNTER, 42),
            PskcAttribute.number(PskcType.TIME, 1_000_000_000),
            PskcAttribute.of(PskcType.VALUE_MAC, ValueMac.of("hmac-sha256", new byte[3])),
            PskcAttribute.of(
                PskcType.KEY_START_DATE,
                new PskcValue.TimeValue(Instant.parse("2026-11-21T00:00:00Z"))),
            PskcAttribute.of(PskcType.KEY_USAGES, KeyUsages.of(KeyUsage.OTP, KeyUsage.KEY_WRAP)),
            PskcAttribute.of(
                PskcType.PIN_POLICY,
                new PinPolicy(
                    Optional.of("pin-1"),
                    PinUsageMode.APPEND,
                    Optional.of(BigInteger.TEN),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(ValueEncoding.ALPHANUMERIC))),
            new PskcAttribute.Other(
                new ASN1ObjectIdentifier("2.999.77"), List.of(Encoded.of(new ASN1Integer(4711)))));
    for (PskcAttribute one : more) {
      all = all.and(one);
    }
    return all;
  }

  private static Content keys() {
    return SymmetricKeyPackage.of(
            KeyAttributes.of(PskcAttribute.text(PskcType.MANUFACTURER, "oath.AAAA")),
            List.of(OneSymmetricKey.of(everything(), SECRET.clone())))
        .encode();
  }

  @Test
  void allThatIsSaidOfAKeyIsShownByTheWordsOfTheRfc() throws IOException {
    CommandRun run = inspected(keys().encode());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("clé", "friendlyNameLangTag", "HMAC-SHA256", "challengeFormat", "HEXADECIMAL")
        .contains("2001-09-09T01:46:40Z", "hmac-sha256", "2026-11-21T00:00:00Z", "KeyWrap")
        .contains("pinUsageMode", "Append", "maxFailedAttempts", "2.999.77", "4711", "18 octets")
        .doesNotContain("secret to nobody", "612073656372657420");
    CommandRun json = inspected(keys().encode(), "--json");
    assertThat(json.out())
        .contains("\"pinKeyId\"", "\"sKeyPkgAttrs\"")
        .doesNotContain("secret to nobody", "612073656372657420");
  }

  @Test
  void anEncryptedPackageIsShownAsFarAsItIsOpen() throws IOException {
    try (PackageEncryption encryption =
        PackageEncryption.Envelope.of(
            Recipient.of(new byte[] {7}, Secret.of(new byte[32])), ContentCipher.AES_256_GCM)) {
      CommandRun run = inspected(encryption.encryptKeyPackage(keys()).encode());
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out())
          .contains("authEnveloped", "id-ct-KP-encryptedKeyPkg", "id-ct-KP-sKeyPackage")
          .doesNotContain("oath.AAAA");
    }
  }

  @Test
  void aPackageOfPrivateKeysIsShownWithoutThem() throws IOException {
    CommandRun run = inspected(Vectors.shared("rfc5958-asymmetric-key-package"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("id-ct-KP-aKeyPackage", "Ed25519", "Curdle Chairs", "1 (v2)")
        .doesNotContain("d4ee72db");
  }

  @Test
  void aReceiptAndTheRequestForOneAreShown() throws IOException {
    CommandRun receipt = inspected(Vectors.shared("rfc7191-key-package-receipt-signed"));
    assertThat(receipt.exitCode()).as(receipt.err()).isZero();
    assertThat(receipt.out())
        .contains("id-ct-KP-keyPackageReceipt", "receiptOf", "pkgID", "receivedBy", "Alice");
    CommandRun request = inspected(Vectors.shared("rfc7191-receipt-request-signed"));
    assertThat(request.out())
        .contains("id-aa-KP-keyPkgIdAndReceiptReq", "encryptReceipt", "receiptsFrom", "Bob")
        .contains("receiptsTo", "kta.example.com", "Vigil Security LLC")
        .doesNotContain("31323334");
    CommandRun named = inspected(Vectors.shared("rfc6032-encrypted-key-package-encrypted"));
    assertThat(named.out())
        .contains("id-aa-KP-contentDecryptKeyID", "7074662d6b64632d383132333734");
  }

  private static byte[] error(KeyPackageErrorCode code, Optional<PackageIdentifier> of) {
    KeyPackageError error =
        KeyPackageError.of(of, SirEntityName.of(new X500Name("CN=device")), code);
    return new Content(CmsOids.KEY_PACKAGE_ERROR, error.encode()).encode();
  }

  @Test
  void errorsAreShownWithTheirWord() throws IOException {
    Optional<PackageIdentifier> id = Optional.of(PackageId.of(new byte[] {1, 2}));
    CommandRun known =
        inspected(error(KeyPackageErrorCode.of(EnumeratedErrorCode.NO_DECRYPT_KEY), id));
    assertThat(known.exitCode()).as(known.err()).isZero();
    assertThat(known.out()).contains("errorOf", "errorBy", "CN=device", "61 (noDecryptKey)");
    CommandRun vague =
        inspected(error(KeyPackageErrorCode.of(EnumeratedErrorCode.OTHER), Optional.empty()));
    assertThat(vague.out()).contains("127 (other)", "to be avoided").doesNotContain("errorOf");
    CommandRun unknown =
        inspected(error(new KeyPackageErrorCode.Unregistered(BigInteger.valueOf(4711)), id));
    assertThat(unknown.out()).contains("4711", "no code of RFC 7191");
    CommandRun own =
        inspected(error(new KeyPackageErrorCode.Extended(new ASN1ObjectIdentifier("2.999.3")), id));
    assertThat(own.out()).contains("2.999.3");
  }

  /** The bare structure, as it stands inside of a message. */
  @Test
  void aPackageWithoutAMessageAroundItIsFoundByTrying() throws IOException {
    CommandRun run = inspected(keys().octets());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("SymmetricKeyPackage", "oath.AAAA");
  }
}
