package org.bequest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Vectors;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.anchor.CertPolicyFlags;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.hardware.HardwareModules;
import org.bequest.formats.hardware.HardwareSerialEntry;
import org.bequest.formats.tamp.ApexContingencyKey;
import org.bequest.formats.tamp.ApexUpdateConfirm;
import org.bequest.formats.tamp.CommunityConfirm;
import org.bequest.formats.tamp.CommunityIdentifierList;
import org.bequest.formats.tamp.CommunityUpdates;
import org.bequest.formats.tamp.SequenceNumberAdjust;
import org.bequest.formats.tamp.SequenceNumberAdjustConfirm;
import org.bequest.formats.tamp.Status;
import org.bequest.formats.tamp.StatusCode;
import org.bequest.formats.tamp.StatusResponse;
import org.bequest.formats.tamp.TampApexUpdate;
import org.bequest.formats.tamp.TampApexUpdateConfirm;
import org.bequest.formats.tamp.TampCommunityUpdate;
import org.bequest.formats.tamp.TampCommunityUpdateConfirm;
import org.bequest.formats.tamp.TampError;
import org.bequest.formats.tamp.TampMessage;
import org.bequest.formats.tamp.TampMessageType;
import org.bequest.formats.tamp.TampMsgRef;
import org.bequest.formats.tamp.TampSequenceNumber;
import org.bequest.formats.tamp.TampStatusQuery;
import org.bequest.formats.tamp.TampStatusResponse;
import org.bequest.formats.tamp.TampUpdate;
import org.bequest.formats.tamp.TampUpdateConfirm;
import org.bequest.formats.tamp.TargetIdentifier;
import org.bequest.formats.tamp.TbsCertificateChangeInfo;
import org.bequest.formats.tamp.TerseOrVerbose;
import org.bequest.formats.tamp.TrustAnchorChangeInfo;
import org.bequest.formats.tamp.TrustAnchorUpdate;
import org.bequest.formats.tamp.UpdateConfirm;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code bequest inspect} of the messages that manage trust anchors. */
class InspectTampTest {
  private static final SubjectPublicKeyInfo KEY =
      SubjectPublicKeyInfo.getInstance(
          HexFormat.of().parseHex("302a300506032b6570032100" + "11".repeat(32)));
  private static final KeyIdentifier ID = new KeyIdentifier(new byte[] {10, 11});
  private static final TrustAnchorInfo INFO = TrustAnchorInfo.of(KEY, ID).withTitle("the anchor");
  private static final TrustAnchorChoice ANCHOR = new TrustAnchorChoice.TaInfo(INFO);
  private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("2.999.1");
  private static final CommunityIdentifierList ONE = CommunityIdentifierList.of(STRANGE);
  private static final List<TampSequenceNumber> NUMBERS = List.of(new TampSequenceNumber(ID, 4711));
  private static final TampMsgRef SEVEN = new TampMsgRef(new TargetIdentifier.AllModules(), 7);

  @TempDir Path folder;

  private CommandRun inspect(byte[] octets, String... more) throws IOException {
    Path file = Files.write(folder.resolve("message"), octets);
    List<String> arguments = new ArrayList<>(List.of("inspect", file.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private String shown(TampMessage message) throws IOException {
    CommandRun run = inspect(message.content().encode());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(message.messageType().identifier().getId());
    CommandRun json = inspect(message.content().encode(), "--json");
    JsonNode tree = json.json().getFirst();
    assertThat(tree.findValue("version").isNumber()).isTrue();
    return run.out();
  }

  @Test
  void theSignedUpdateOfAnotherProjectIsShownToItsKey() throws IOException {
    CommandRun run = inspect(Vectors.shared("rfc5934-tamp-update-signed"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("id-ct-TAMP-update")
        .contains("allModules")
        .contains("1568307088")
        .contains("remove")
        .contains("rsa-2048");
  }

  @Test
  void queriesAdjustsAndErrorsNameTheirTarget() throws IOException {
    TargetIdentifier modules =
        new TargetIdentifier.HwModules(
            List.of(
                new HardwareModules(
                    STRANGE,
                    List.of(
                        new HardwareSerialEntry.All(),
                        new HardwareSerialEntry.Single(Octets.of(new byte[] {1, 2})),
                        new HardwareSerialEntry.Block(
                            Octets.of(new byte[] {3}), Octets.of(new byte[] {9}))))));
    assertThat(shown(new TampStatusQuery(TerseOrVerbose.TERSE, new TampMsgRef(modules, 8))))
        .contains("terse")
        .contains("hwModules")
        .contains("0102")
        .contains("low");
    TampMsgRef uri = new TampMsgRef(new TargetIdentifier.Uri("urn:store:9"), 9);
    assertThat(shown(new SequenceNumberAdjust(uri))).contains("urn:store:9");
    assertThat(shown(new SequenceNumberAdjustConfirm(uri, StatusCode.SEQ_NUM_FAILURE)))
        .contains("seqNumFailure (21)");
    TampMsgRef members = new TampMsgRef(new TargetIdentifier.Communities(ONE), 10);
    assertThat(
            shown(
                new TampError(
                    TampMessageType.UPDATE.identifier(),
                    StatusCode.NOT_AUTHORIZED,
                    Optional.of(members))))
        .contains("id-ct-TAMP-update")
        .contains("notAuthorized (11)")
        .contains("2.999.1");
  }

  @Test
  void responsesAndConfirmsShowTheStore() throws IOException {
    StatusResponse verbose =
        new StatusResponse.Verbose(
            List.of(ANCHOR),
            Optional.of(new AlgorithmIdentifier(STRANGE)),
            Optional.of(ONE),
            NUMBERS);
    assertThat(shown(new TampStatusResponse(SEVEN, verbose, true)))
        .contains("the anchor")
        .contains("continPubKeyDecryptAlg")
        .contains("4711");
    StatusResponse terse = new StatusResponse.Terse(List.of(ID), Optional.empty());
    assertThat(shown(new TampStatusResponse(SEVEN, terse, false))).contains("0a0b");
    List<Status> status = List.of(StatusCode.SUCCESS, StatusCode.IMPROPER_TA_CHANGE);
    assertThat(shown(new TampUpdateConfirm(SEVEN, new UpdateConfirm.Terse(status))))
        .contains("success (0)")
        .contains("improperTAChange (35)");
    assertThat(
            shown(
                new TampUpdateConfirm(
                    SEVEN, new UpdateConfirm.Verbose(status, List.of(ANCHOR), NUMBERS, false))))
        .contains("verboseConfirm")
        .contains("the anchor");
    assertThat(
            shown(
                new TampApexUpdateConfirm(
                    SEVEN,
                    new ApexUpdateConfirm.Verbose(
                        StatusCode.SUCCESS, List.of(ANCHOR), Optional.of(ONE), NUMBERS))))
        .contains("verboseApexConfirm");
    assertThat(
            shown(
                new TampApexUpdateConfirm(
                    SEVEN, new ApexUpdateConfirm.Terse(StatusCode.RESOURCES_BUSY))))
        .contains("resourcesBusy (30)");
    assertThat(
            shown(
                new TampCommunityUpdateConfirm(
                    SEVEN, new CommunityConfirm.Verbose(StatusCode.SUCCESS, Optional.of(ONE)))))
        .contains("verboseCommConfirm");
  }

  @Test
  void updatesShowWhatTheyAskFor() throws IOException {
    CertPathControls controls =
        CertPathControls.of(new X500Name("CN=ours"))
            .withPolicies(List.of(STRANGE), new CertPolicyFlags(true, false, true));
    TrustAnchorUpdate add =
        new TrustAnchorUpdate.Add(new TrustAnchorChoice.TaInfo(INFO.withCertPath(controls)));
    TrustAnchorUpdate tbs =
        new TrustAnchorUpdate.Change(
            new TbsCertificateChangeInfo(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new X500Name("CN=issuer")),
                Optional.empty(),
                Optional.empty(),
                KEY,
                Optional.empty()));
    TrustAnchorUpdate change =
        new TrustAnchorUpdate.Change(
            new TrustAnchorChangeInfo(
                KEY,
                Optional.of(ID),
                Optional.of("new title"),
                Optional.empty(),
                Optional.empty()));
    TampUpdate update =
        new TampUpdate(TerseOrVerbose.VERBOSE, SEVEN, List.of(add, tbs, change), NUMBERS);
    assertThat(shown(update))
        .contains("CN=ours")
        .contains("inhibitAnyPolicy")
        .contains("CN=issuer")
        .contains("new title")
        .contains("taChange");
    TampCommunityUpdate communities =
        new TampCommunityUpdate(
            TerseOrVerbose.TERSE,
            SEVEN,
            new CommunityUpdates(Optional.of(CommunityIdentifierList.of()), Optional.of(ONE)));
    assertThat(shown(communities)).contains("remove  all").contains("2.999.1");
  }

  @Test
  void anApexIsShownWithItsContingencyKey() throws IOException {
    ApexContingencyKey key =
        ApexContingencyKey.of(new AlgorithmIdentifier(STRANGE), Octets.of(new byte[] {8, 9}));
    for (ApexContingencyKey one : List.of(key, ApexContingencyKey.none())) {
      TrustAnchorChoice apex =
          new TrustAnchorChoice.TaInfo(INFO.withExtensions(new Extensions(one.toExtension(true))));
      TampApexUpdate update =
          new TampApexUpdate(TerseOrVerbose.VERBOSE, SEVEN, true, false, Optional.of(3L), apex);
      assertThat(shown(update))
          .contains("id-pe-wrappedApexContinKey")
          .contains("clearTrustAnchors")
          .contains(one.wrapped().isPresent() ? "0809" : "an apex without a contingency key");
      TampUpdate adding =
          new TampUpdate(
              TerseOrVerbose.VERBOSE, SEVEN, List.of(new TrustAnchorUpdate.Add(apex)), List.of());
      assertThat(shown(adding)).contains("no update may add");
    }
  }

  @Test
  void whatIsNotStrictIsAFinding() throws IOException {
    String query = "300d" + "8001%02x" + "810102" + "30058300020107";
    Content defaults =
        new Content(
            TampMessageType.STATUS_QUERY.identifier(), HexFormat.of().parseHex(query.formatted(2)));
    assertThat(inspect(defaults.encode()).out()).contains("a default is spelt out");
    Content old =
        new Content(
            TampMessageType.STATUS_QUERY.identifier(), HexFormat.of().parseHex(query.formatted(1)));
    assertThat(inspect(old.encode()).out()).contains("not version 2");
    Status unknown = Status.of(BigInteger.valueOf(99));
    assertThat(shown(new SequenceNumberAdjustConfirm(SEVEN, unknown)))
        .contains("no status code of RFC 5934");
    byte[] wrapped = Der.of(new DEROctetString(new SequenceNumberAdjust(SEVEN).encode().octets()));
    Content twice = new Content(TampMessageType.SEQUENCE_ADJUST.identifier(), wrapped);
    assertThat(inspect(twice.encode()).out()).contains("an OCTET STRING around the message");
  }
}
