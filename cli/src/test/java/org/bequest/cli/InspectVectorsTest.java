package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.SignedContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code bequest inspect} knows every vector of the public projects, and finds its facts. */
class InspectVectorsTest {
  @TempDir Path folder;

  private CommandRun inspect(String vector, String... options) throws IOException {
    Path file = Files.write(folder.resolve(vector), Vectors.shared(vector));
    List<String> arguments = new ArrayList<>(List.of("inspect", file.toString(), "--json"));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private JsonNode value(String vector, String... options) throws IOException {
    CommandRun run = inspect(vector, options);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.json().getFirst().get("value");
  }

  private String password(String text) throws IOException {
    return Files.writeString(folder.resolve("password"), text).toString();
  }

  private static String text(JsonNode node, String pointer) {
    return node.at(pointer).asString();
  }

  @ParameterizedTest
  @CsvSource({
    "cms-certs-only, ContentInfo, DER",
    "cms-compressed-data, ContentInfo, DER",
    "cms-enveloped-kari, ContentInfo, DER",
    "cms-enveloped-ktri, ContentInfo, DER",
    "cms-signed-ber, ContentInfo, BER",
    "pkcs12-example, PFX, DER",
    "pkcs8-ed25519-encrypted-aes256-pbkdf2-sha256, EncryptedPrivateKeyInfo, DER",
    "rfc2985-pkcs9-attribute-set, Attributes, DER",
    "rfc2986-certification-request, CertificationRequest, DER",
    "rfc4108-firmware-signed, ContentInfo, DER",
    "rfc4211-cert-req-messages, CertReqMessages, DER",
    "rfc5083-auth-enveloped-data-contentinfo, ContentInfo, DER",
    "rfc5272-full-cmc-request-bad-signature, ContentInfo, DER",
    "rfc5272-full-cmc-request-pkcs10, ContentInfo, DER",
    "rfc5914-ta-eca-policies, TrustAnchorChoice, DER",
    "rfc5914-trust-anchor-list, ContentInfo, DER",
    "rfc5934-hex-community-update, TAMPCommunityUpdate, DER",
    "rfc5934-hex-terse-apex-confirm, TAMPApexUpdateConfirm, DER",
    "rfc5934-tamp-update-signed, ContentInfo, DER",
    "rfc5958-asymmetric-key-package, ContentInfo, DER",
    "rfc5958-one-asymmetric-key-ed25519, OneAsymmetricKey, DER",
    "rfc6010-ccc-constrained, Extension, DER",
    "rfc6031-symmetric-key-package, ContentInfo, DER",
    "rfc6032-encrypted-key-package-encrypted, ContentInfo, DER",
    "rfc7191-key-package-receipt-signed, ContentInfo, DER",
    "rfc7191-receipt-request-signed, ContentInfo, DER",
    "rfc7193-example-body, ContentInfo, DER",
    "rfc8410-private-key-v1-ed25519, OneAsymmetricKey, DER",
    "rfc8951-csrattrs, CsrAttrs, DER",
    "rfc9579-a1, PFX, DER",
    "rfc9579-a2, PFX, DER",
    "rfc9579-a3, PFX, DER",
    "rfc9908-csrattrs-example-1, CsrAttrs, DER",
    "rfc9908-csrattrs-example-2, CsrAttrs, DER",
    "rfc9908-csrattrs-example-3, CsrAttrs, DER"
  })
  void isRecognised(String vector, String type, String encoding) throws Exception {
    CommandRun run = inspect(vector);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().getFirst().get("type").asString()).isEqualTo(type);
    assertThat(run.json().getFirst().get("encoding").asString()).isEqualTo(encoding);
  }

  @Test
  void theFirmwarePackageWithAWrongVersionIsShownWithThatFinding() throws Exception {
    JsonNode whole = inspect("rfc4108-firmware-signed").json().getFirst();

    assertThat(whole.get("findings").valueStream().map(f -> f.get("path").asString()))
        .contains("/ContentInfo/content/version");
    assertThat(text(whole, "/value/content/signerInfos/0/sid/subjectKeyIdentifier"))
        .isEqualTo("9eeb67c9b95a74d44d2f16396680e801b5cba49c");
  }

  @Test
  void theRecipientOfTheKeyAgreementIsNamed() throws Exception {
    JsonNode kari = value("cms-enveloped-kari").at("/content/recipientInfos/0/kari");

    assertThat(kari.get("version").asInt()).isEqualTo(3);
    assertThat(text(kari, "/keyEncryptionAlgorithm/algorithm/oid"))
        .isEqualTo("1.3.133.16.840.63.0.2");
    assertThat(text(kari, "/recipientEncryptedKeys/0/rid/issuerAndSerialNumber/serialNumber"))
        .startsWith("0xc8c6");
  }

  @Test
  void theRequestOfCmcIsShownWithItsControlsAndItsSignatureChecked() throws Exception {
    String vector = "rfc5272-full-cmc-request-pkcs10";
    JsonNode data = value(vector).at("/content/encapContentInfo/eContent");

    assertThat(data.at("/controlSequence/0/bodyPartID").asLong()).isEqualTo(340570457);
    assertThat(text(data, "/controlSequence/1/attrType/name")).isEqualTo("id-cmc-regInfo");
    assertThat(
            text(
                data,
                "/reqSequence/0/tcr/certificationRequest/certificationRequestInfo" + "/subject"))
        .contains("CN=Date Name 2023-01-30 23:18:43", "serialNumber=1234567890");
    assertThat(inspect("rfc5272-full-cmc-request-bad-signature", "--ca", client(vector)).exitCode())
        .isEqualTo(7);
    assertThat(inspect(vector, "--ca", client(vector)).exitCode()).isZero();
  }

  /** The certificate in the message is the only anchor that there is. */
  private String client(String vector) throws IOException, MalformedException {
    SignedContent message = SignedContent.decode(Vectors.shared(vector));
    byte[] certificate = message.certificates().getFirst().getEncoded();
    return Files.write(folder.resolve("client.der"), certificate).toString();
  }

  @Test
  void trustAnchorsAndWhatTheyMaySignAreShown() throws Exception {
    JsonNode anchors = value("rfc5914-trust-anchor-list").get("content");
    JsonNode constraints = value("rfc6010-ccc-constrained").get("extnValue");

    assertThat(anchors.size()).isEqualTo(3);
    assertThat(text(anchors, "/0/tbsCert/serialNumber")).isEqualTo("0xc9");
    assertThat(text(anchors, "/1/certificate/tbsCertificate/subject")).startsWith("O=Bogus CA");
    assertThat(text(anchors, "/2/taInfo/keyId"))
        .isEqualTo("a39de61ff9da394fc06ee891cb95a5da31e20a9f");
    assertThat(text(value("rfc5914-ta-eca-policies"), "/taInfo/certPath/taName"))
        .startsWith("CN=ECA Root CA 4");
    assertThat(constraints.size()).isEqualTo(4);
    assertThat(text(constraints, "/0/attrConstraints/0/attrValues/0"))
        .isEqualTo("Vigil Security LLC");
    assertThat(text(constraints, "/3/canSource")).isEqualTo("cannotSource");
  }

  @Test
  void secretsOfATemplateAreNotShown() throws Exception {
    CommandRun run = inspect("rfc4211-cert-req-messages");

    assertThat(run.json().getFirst().at("/value/0/certReq/certReqId").asLong())
        .isEqualTo(3241796570L);
    assertThat(run.json().getFirst().at("/value/0/certReq/controls/0/value/hidden").asBoolean())
        .isTrue();
    assertThat(run.out()).doesNotContain("11111", "server_magic");
  }

  @Test
  void pkcs12FilesOpenWithTheirPassword() throws Exception {
    for (String vector : List.of("rfc9579-a1", "rfc9579-a2", "rfc9579-a3")) {
      JsonNode value = value(vector, "--password-file", password("1234"));
      assertThat(value.at("/opened/keys").size()).as(vector).isEqualTo(1);
      assertThat(inspect(vector, "--password-file", password("4321")).exitCode()).isEqualTo(7);
    }
    assertThat(
            value("pkcs12-example", "--password-file", password(""))
                .at("/opened/keys/0/chain")
                .size())
        .isEqualTo(1);
  }

  @Test
  void anEncryptedPrivateKeyShowsItsPublicHalfUnderItsPassword() throws Exception {
    String vector = "pkcs8-ed25519-encrypted-aes256-pbkdf2-sha256";

    assertThat(text(value(vector, "--password-file", password("hunter42")), "/publicHalf/kind"))
        .isEqualTo("ed25519");
    assertThat(inspect(vector, "--password-file", password("hunter43")).exitCode()).isEqualTo(7);
  }

  @Test
  void privateKeysAreNotShown() throws Exception {
    String secret = "d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842";
    for (String vector :
        List.of(
            "rfc8410-private-key-v1-ed25519",
            "rfc5958-one-asymmetric-key-ed25519",
            "rfc5958-asymmetric-key-package")) {
      CommandRun run = inspect(vector);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).as(vector).contains("\"hidden\":true").doesNotContain(secret);
    }
    assertThat(inspect("rfc6031-symmetric-key-package").out()).doesNotContain("31323334");
  }
}
