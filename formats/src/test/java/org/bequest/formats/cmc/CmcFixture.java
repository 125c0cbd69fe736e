package org.bequest.formats.cmc;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bequest.formats.MalformedException;
import org.bequest.formats.TestKeys;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.IdentityProof;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.control.PopLinkWitness;
import org.bequest.formats.cmc.control.PopLinkWitnessV2;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV1;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.control.Unknown;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.OtherMsg;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.OtherStatusInfo.ExtendedFailInfo;
import org.bequest.formats.cmc.status.OtherStatusInfo.PendInfo;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** A message with one of everything. */
public final class CmcFixture {
  public static final AlgorithmIdentifier SHA256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
  private static final ASN1ObjectIdentifier PRIVATE =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.311.10.10.1");
  private static final TestKeys KEYS = new TestKeys();

  private CmcFixture() {}

  public static Octets octets(String text) {
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static Csr csr() {
    return KEYS.sign(new CsrBuilder(SubjectNames.of(new X500Name("CN=one")), KEYS.publicKey()));
  }

  public static CertReqMsg crmf(long id) {
    CertTemplate template =
        CertTemplate.of(new X500Name("CN=two"), KEYS.publicKey(), Optional.empty());
    Popo popo = new Popo.Signature(Optional.empty(), SHA256, octets("signature"));
    return CertReqMsg.of(CertRequest.of(id, template, List.of()), Optional.of(popo));
  }

  public static TaggedRequest tcr(long id) {
    return TaggedRequest.of(new BodyPartId(id), csr());
  }

  public static Encoded contentInfo() {
    return Encoded.sequence(Encoded.of(PRIVATE));
  }

  private static List<BodyPartId> ids(long... ids) {
    return LongStream.of(ids).mapToObj(BodyPartId::new).toList();
  }

  public static List<Control> controls() {
    StatusInfo pending =
        StatusInfo.pending(
            new PendInfo(octets("token"), Instant.parse("2026-11-21T10:00:00Z")), ids(1, 2));
    StatusInfo failed =
        new StatusInfo(
            CmcStatus.FAILED,
            List.of(new BodyPartPath(ids(7, 8)), new BodyPartId(9)),
            Optional.of("h\u00e9las"),
            Optional.of(new ExtendedFailInfo(PRIVATE, Encoded.of(DERNull.INSTANCE))));
    Encoded text = Encoded.of(new DERUTF8String("private"));
    return List.of(
        new StatusInfoV1(pending),
        new Identification("d\u00e9vice"),
        new IdentityProof(octets("proof")),
        new DataReturn(octets("state")),
        new TransactionId(BigInteger.valueOf(-5)),
        new SenderNonce(octets("s")),
        new RecipientNonce(octets("r")),
        new EncryptedPop(tcr(1), contentInfo(), SHA256, SHA256, octets("hash")),
        new DecryptedPop(new BodyPartId(1), SHA256, octets("pop")),
        new PopLinkRandom(octets("random")),
        new PopLinkWitness(octets("witness")),
        new StatusInfoV2(failed),
        new AuthData(new BodyPartId(3)),
        new ControlProcessed(List.of(new BodyPartId(4), new BodyPartPath(ids(5)))),
        new PopLinkWitnessV2(SHA256, SHA256, octets("link")),
        new IdentityProofV2(SHA256, SHA256, octets("identity")),
        new Unknown(PRIVATE, List.of(Encoded.of(new ASN1Integer(3)), text)));
  }

  /** The controls from 101 on. */
  public static List<TaggedAttribute> numbered(List<Control> controls) {
    return IntStream.range(0, controls.size())
        .mapToObj(i -> new TaggedAttribute(new BodyPartId(101L + i), controls.get(i)))
        .toList();
  }

  public static PkiData everything() throws MalformedException {
    Encoded value = Encoded.of(new ASN1Integer(42));
    RequestSequence requests =
        RequestSequence.of(
            List.of(
                tcr(1),
                TaggedRequest.of(crmf(0xffff_ffffL)),
                TaggedRequest.of(new BodyPartId(3), PRIVATE, value)));
    return new PkiData(
        numbered(controls()),
        requests,
        List.of(new TaggedContentInfo(new BodyPartId(4), contentInfo())),
        List.of(new OtherMsg(new BodyPartId(5), PRIVATE, value)));
  }
}
