package org.bequest.fuzz;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.GetCert;
import org.bequest.formats.cmc.control.GetCrl;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.IdentityProofV2;
import org.bequest.formats.cmc.control.LraPopWitness;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.control.PublicationInfo;
import org.bequest.formats.cmc.control.PublishTrustAnchors;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.control.Unknown;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.status.OtherStatusInfo.PendInfo;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.pkix.CrlReason;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A control of every form that there is. */
final class KnownControls {
  private static final Octets OCTETS = Octets.of(new byte[4]);
  private static final X500Name NAME = new X500Name("CN=a");
  private static final BodyPartId ONE = new BodyPartId(1);
  private static final BodyPartPath PATH = new BodyPartPath(List.of(ONE, ONE));
  private static final ASN1ObjectIdentifier OID = new ASN1ObjectIdentifier("1.2.3.4");
  private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(OID);
  private static final Instant TIME = Instant.parse("2026-11-21T00:00:00Z");

  private KnownControls() {}

  static List<TaggedAttribute> all() {
    List<Control> controls = controls();
    return IntStream.range(0, controls.size())
        .mapToObj(i -> new TaggedAttribute(new BodyPartId(i + 1L), controls.get(i)))
        .toList();
  }

  private static List<Control> controls() {
    GeneralName place = new GeneralName(GeneralName.dNSName, "a.example");
    SubjectPublicKeyInfo key =
        SubjectPublicKeyInfo.getInstance(KnownKeys.ec().getPublic().getEncoded());
    return List.of(
        new SenderNonce(OCTETS),
        new Identification("a"),
        new TransactionId(BigInteger.TEN),
        new BatchRequests(List.of(ONE)),
        new ControlProcessed(List.of(ONE, PATH)),
        new DecryptedPop(ONE, ALGORITHM, OCTETS),
        new IdentityProofV2(ALGORITHM, ALGORITHM, OCTETS),
        new LraPopWitness(ONE, List.of(ONE)),
        new GetCert(place, BigInteger.TEN),
        new GetCrl(NAME, Optional.of(place), Optional.of(TIME), Optional.empty()),
        new RevokeRequest(
            NAME,
            BigInteger.TEN,
            CrlReason.UNSPECIFIED,
            Optional.of(TIME),
            Optional.of(OCTETS),
            Optional.of("lost")),
        new PublishTrustAnchors(BigInteger.TEN, ALGORITHM, List.of(OCTETS)),
        new PublicationInfo(
            ALGORITHM,
            List.of(OCTETS),
            true,
            List.of(new PublicationInfo.Place(PublicationInfo.Method.WEB, Optional.of(place)))),
        new ModCertTemplate(
            PATH, List.of(ONE), false, CertTemplate.of(NAME, key, Optional.empty())),
        new StatusInfoV2(StatusInfo.pending(new PendInfo(OCTETS, TIME), List.of(ONE))),
        new Unknown(OID, List.of(Encoded.of(DERNull.INSTANCE))));
  }
}
