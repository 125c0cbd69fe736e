package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bequest.conformance.Requirement;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.BatchResponses;
import org.bequest.formats.cmc.control.ConfirmCertAcceptance;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.ControlType;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.control.GetCert;
import org.bequest.formats.cmc.control.GetCrl;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.LraPopWitness;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.control.PopLinkWitness;
import org.bequest.formats.cmc.control.PopLinkWitnessV2;
import org.bequest.formats.cmc.control.PublicationInfo;
import org.bequest.formats.cmc.control.PublishTrustAnchors;
import org.bequest.formats.cmc.control.QueryPending;
import org.bequest.formats.cmc.control.RaIdentityWitness;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.RegInfo;
import org.bequest.formats.cmc.control.ResponseBody;
import org.bequest.formats.cmc.control.ResponseInfo;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV1;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.control.Unknown;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The table of controls: every number from 1 to 37 has somebody who sees to it, or a reason why
 * nobody does. A control that is added without its line fails here, and in the compiler.
 */
class MeaningsTest {
  private static final int LAST = 37;
  private static final Octets OCTETS = Octets.of(new byte[] {1});
  private static final BodyPartId ONE = new BodyPartId(1);
  private static final List<BodyPartId> IDS = List.of(ONE);
  private static final BodyPartPath PATH = new BodyPartPath(IDS);
  private static final AlgorithmIdentifier SHA256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
  private static final X500Name NAME = new X500Name("CN=ca");
  private static final StatusInfo STATUS = StatusInfo.of(CmcStatus.SUCCESS, IDS);

  /** Numbers that no control has. */
  private static final Map<Integer, String> NO_CONTROLS =
      Map.of(
          12, "never given out",
          13, "never given out",
          14, "never given out",
          20, "never given out",
          36, "changeSubjectName: an attribute of requests (RFC 6402 2.8), see Csr");

  /** Who sees to a control in a request. */
  private static final Map<ControlType, Class<?>> SEEN_TO =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(ControlType.STATUS_INFO, Unwrapping.class),
              Map.entry(ControlType.IDENTIFICATION, SecretProof.class),
              Map.entry(ControlType.IDENTITY_PROOF, SecretProof.class),
              Map.entry(ControlType.DATA_RETURN, Answering.class),
              Map.entry(ControlType.TRANSACTION_ID, Answering.class),
              Map.entry(ControlType.SENDER_NONCE, Nonces.class),
              Map.entry(ControlType.RECIPIENT_NONCE, Nonces.class),
              Map.entry(ControlType.ADD_EXTENSIONS, Modification.class),
              Map.entry(ControlType.DECRYPTED_POP, PossessionOfKeys.class),
              Map.entry(ControlType.LRA_POP_WITNESS, PossessionWitness.class),
              Map.entry(ControlType.GET_CERT, GetCertificate.class),
              Map.entry(ControlType.GET_CRL, GetRevocationList.class),
              Map.entry(ControlType.REVOKE_REQUEST, RevokeCertificate.class),
              Map.entry(ControlType.REG_INFO, RegistrationInfo.class),
              Map.entry(ControlType.QUERY_PENDING, PendingQuery.class),
              Map.entry(ControlType.POP_LINK_RANDOM, PopLinkage.class),
              Map.entry(ControlType.CONFIRM_CERT_ACCEPTANCE, Acceptance.class),
              Map.entry(ControlType.STATUS_INFO_V2, Acceptance.class),
              Map.entry(ControlType.AUTH_DATA, AuthenticatedPart.class),
              Map.entry(ControlType.BATCH_REQUESTS, InnerRequests.class),
              Map.entry(ControlType.PUBLISH_CERT, Publication.class),
              Map.entry(ControlType.MOD_CERT_TEMPLATE, Modification.class),
              Map.entry(ControlType.CONTROL_PROCESSED, Recognition.class),
              Map.entry(ControlType.IDENTITY_PROOF_V2, SecretProof.class),
              Map.entry(ControlType.RA_IDENTITY_WITNESS, IdentityWitness.class)));

  /** Controls that have no place in the control sequence of a request. */
  private static final Map<ControlType, String> REFUSED =
      Map.of(
          ControlType.ENCRYPTED_POP, "servers send challenges, and clients do not",
          ControlType.RESPONSE_INFO, "it belongs into answers",
          ControlType.POP_LINK_WITNESS, "a link witness stands inside its request",
          ControlType.POP_LINK_WITNESS_V2, "a link witness stands inside its request",
          ControlType.TRUSTED_ANCHORS, "it belongs into answers",
          ControlType.BATCH_RESPONSES, "it belongs into answers",
          ControlType.RESPONSE_BODY, "it belongs into answers");

  /** One of each; the compiler asks for the line of a new one. */
  private static Control sample(ControlType type) {
    CertTemplate template =
        CertTemplate.of(
            NAME, TestKeys.csr("CN=x", TestKeys.p256()).subjectPublicKeyInfo(), Optional.empty());
    Extensions extensions =
        new Extensions(new Extension(Extension.keyUsage, false, new byte[] {5, 0}));
    return switch (type) {
      case STATUS_INFO -> new StatusInfoV1(STATUS);
      case IDENTIFICATION -> new Identification("device");
      case IDENTITY_PROOF -> new IdentityProof(OCTETS);
      case DATA_RETURN -> new DataReturn(OCTETS);
      case TRANSACTION_ID -> new TransactionId(BigInteger.ONE);
      case SENDER_NONCE -> new SenderNonce(OCTETS);
      case RECIPIENT_NONCE -> new RecipientNonce(OCTETS);
      case ADD_EXTENSIONS -> new AddExtensions(BodyPartId.WHOLE, IDS, extensions);
      case ENCRYPTED_POP -> encryptedPop();
      case DECRYPTED_POP -> new DecryptedPop(ONE, SHA256, OCTETS);
      case LRA_POP_WITNESS -> new LraPopWitness(BodyPartId.WHOLE, IDS);
      case GET_CERT -> new GetCert(new GeneralName(NAME), BigInteger.ONE);
      case GET_CRL -> new GetCrl(NAME, Optional.empty(), Optional.empty(), Optional.empty());
      case REVOKE_REQUEST ->
          new RevokeRequest(
              NAME,
              BigInteger.ONE,
              CrlReason.SUPERSEDED,
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      case REG_INFO -> new RegInfo(OCTETS);
      case RESPONSE_INFO -> new ResponseInfo(OCTETS);
      case QUERY_PENDING -> new QueryPending(OCTETS);
      case POP_LINK_RANDOM -> new PopLinkRandom(OCTETS);
      case POP_LINK_WITNESS -> new PopLinkWitness(OCTETS);
      case CONFIRM_CERT_ACCEPTANCE -> new ConfirmCertAcceptance(NAME, BigInteger.ONE);
      case STATUS_INFO_V2 -> new StatusInfoV2(STATUS);
      case TRUSTED_ANCHORS -> new PublishTrustAnchors(BigInteger.ONE, SHA256, List.of(OCTETS));
      case AUTH_DATA -> new AuthData(ONE);
      case BATCH_REQUESTS -> new BatchRequests(IDS);
      case BATCH_RESPONSES -> new BatchResponses(IDS);
      case PUBLISH_CERT -> new PublicationInfo(SHA256, List.of(OCTETS), true, List.of());
      case MOD_CERT_TEMPLATE -> new ModCertTemplate(PATH, IDS, true, template);
      case CONTROL_PROCESSED -> new ControlProcessed(List.of(ONE));
      case POP_LINK_WITNESS_V2 -> new PopLinkWitnessV2(SHA256, SHA256, OCTETS);
      case IDENTITY_PROOF_V2 -> new IdentityProofV2(SHA256, SHA256, OCTETS);
      case RA_IDENTITY_WITNESS -> new RaIdentityWitness(PATH);
      case RESPONSE_BODY -> new ResponseBody(PATH);
    };
  }

  private static Control encryptedPop() {
    TaggedRequest request = TaggedRequest.of(ONE, TestKeys.csr("CN=x", TestKeys.p256()));
    Encoded content = Encoded.sequence();
    return new EncryptedPop(request, content, SHA256, SHA256, OCTETS);
  }

  @Test
  @Requirement({"R5274-4.2-1", "R5272-3.2.1.1-1"})
  void everyNumberFromOneToThirtySevenIsInTheTable() {
    for (int number = 1; number <= LAST; number++) {
      ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.7." + number);
      Optional<ControlType> type = ControlType.of(oid);
      boolean listed =
          type.map(t -> SEEN_TO.containsKey(t) ^ REFUSED.containsKey(t))
              .orElse(NO_CONTROLS.containsKey(number));
      assertThat(listed).as("control " + number).isTrue();
      assertThat(type.isPresent()).isNotEqualTo(NO_CONTROLS.containsKey(number));
    }
    assertThat(IntStream.of(12, 13, 14, 20, 36).boxed()).hasSameElementsAs(NO_CONTROLS.keySet());
    assertThat(SEEN_TO.size() + REFUSED.size()).isEqualTo(ControlType.values().length);
  }

  @TestFactory
  @Requirement({"R5274-4.2-1", "R6402-4.1-1"})
  Stream<DynamicTest> eachIsSeenToByItsClassOrRefusedForItsReason() {
    return Stream.of(ControlType.values())
        .map(type -> DynamicTest.dynamicTest(type.number() + " " + type, () -> check(type)));
  }

  /** The class that reads a control names its type; the table names the class that acts on it. */
  private static void check(ControlType type) {
    Control control = sample(type);
    switch (Meanings.of(new TaggedAttribute(ONE, control))) {
      case Meaning.Read() ->
          assertThat(SEEN_TO.get(type)).matches(c -> names(c, control.getClass()));
      case Meaning.Does _ -> assertThat(SEEN_TO.get(type)).matches(c -> names(Meanings.class, c));
      case Meaning.Refused(String detail) -> assertThat(detail).startsWith(REFUSED.get(type));
      case Meaning.Unknown() -> throw new AssertionError(type + " is known to nobody");
    }
  }

  @Test
  @Requirement("R5272-3.2.1.1-1")
  void aControlOfNobodyIsUnknown() {
    ASN1ObjectIdentifier windows = new ASN1ObjectIdentifier("1.3.6.1.4.1.311.10.10.1");
    Meaning meaning = Meanings.of(new TaggedAttribute(ONE, new Unknown(windows, List.of())));
    assertThat(meaning).isEqualTo(new Meaning.Unknown());
  }

  /** Whether the code of a class, or of one inside it, mentions another class. */
  private static boolean names(Class<?> user, Class<?> used) {
    String name = used.getName().replace('.', '/');
    return Stream.concat(Stream.of(user), Stream.of(user.getDeclaredClasses()))
        .anyMatch(c -> code(c).contains(name));
  }

  private static String code(Class<?> type) {
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
