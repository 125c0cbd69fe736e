package org.bequest.crypto.tamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.Keys;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.constraint.ContentRights;
import org.bequest.crypto.key.OpenSsl;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.tamp.TampCheck.Accepted;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.tamp.CommunityIdentifierList;
import org.bequest.formats.tamp.CommunityUpdates;
import org.bequest.formats.tamp.TampCommunityUpdate;
import org.bequest.formats.tamp.TampMsgRef;
import org.bequest.formats.tamp.TargetIdentifier.Uri;
import org.bequest.formats.tamp.TerseOrVerbose;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code openssl cms} verifies our messages, and we read those that it signs. */
class TampOpenSslTest {
  private static final TampCommunityUpdate UPDATE =
      new TampCommunityUpdate(
          TerseOrVerbose.VERBOSE,
          new TampMsgRef(new Uri("urn:store:7"), 77),
          new CommunityUpdates(
              Optional.of(CommunityIdentifierList.of()),
              Optional.of(CommunityIdentifierList.of(new ASN1ObjectIdentifier("2.999.7")))));

  @TempDir Path folder;

  private final Party manager = Party.of("manager", KeyAlgorithm.RSA_2048);
  private final X509CertificateHolder certificate = Party.of("authority").certifies(manager, false);

  @BeforeEach
  void writeFiles() throws IOException {
    assumeTrue(OpenSsl.isPresent(), "openssl is not installed");
    write("cert.pem", new PemObject("CERTIFICATE", certificate.getEncoded()));
    write(
        "key.pem",
        new PemObject("PRIVATE KEY", Keys.pkcs8(manager.keys().getPrivate()).getEncoded()));
  }

  private void write(String name, PemObject object) throws IOException {
    try (JcaPEMWriter pem = new JcaPEMWriter(Files.newBufferedWriter(folder.resolve(name)))) {
      pem.writeObject(object);
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static byte[] cms(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("cms"));
    all.addAll(List.of(arguments));
    return OpenSsl.run(all);
  }

  @Test
  @Requirement({"R5934-2-2", "R5934-2.2.2-1", "R5934-2.2.3.1-1", "R5934-2.2.3.2-1"})
  void itVerifiesOurMessageWithACertificateOfTheKey() throws Exception {
    Files.write(folder.resolve("message"), SignedTamp.of(UPDATE, manager.bare()).encode());
    cms(
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        file("message"),
        "-certfile",
        file("cert.pem"),
        "-noverify",
        "-nointern",
        "-out",
        file("content"));
    assertThat(folder.resolve("content")).hasBinaryContent(UPDATE.encode().octets());
    String shown =
        new String(
            cms("-cmsout", "-print", "-inform", "DER", "-in", file("message")),
            StandardCharsets.UTF_8);
    assertThat(shown)
        .contains("eContentType: undefined (2.16.840.1.101.2.1.2.77.7)")
        .contains("d.subjectKeyIdentifier")
        .containsPattern("unsignedAttrs:\\s+<ABSENT>")
        .containsPattern("certificates:\\s+<ABSENT>");
  }

  @Test
  @Requirement({"R5934-2.2.1-6", "R5934-2.2.3-6"})
  void weReadWhatItSigns() throws Exception {
    Files.write(folder.resolve("content"), UPDATE.encode().octets());
    cms(
        "-sign",
        "-binary",
        "-nodetach",
        "-keyid",
        "-econtent_type",
        "2.16.840.1.101.2.1.2.77.7",
        "-in",
        file("content"),
        "-signer",
        file("cert.pem"),
        "-inkey",
        file("key.pem"),
        "-outform",
        "DER",
        "-out",
        file("message"));
    byte[] message = Files.readAllBytes(folder.resolve("message"));
    TrustAnchorChoice anchor = new TrustAnchorChoice.Certificate(certificate);
    TampReader reader =
        new TampReader(AnchorStore.of(List.of(anchor)), List.of(), ConstraintRules.LENIENT);
    assertThat(reader.read(message, PathInputs.at(Party.NOW)))
        .isEqualTo(
            new Accepted(UPDATE, new TampSigner.Anchor(anchor, ContentRights.UNCONSTRAINED)));
  }
}
