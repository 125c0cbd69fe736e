package org.bequest.formats.cmc.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cmc.CmcFixture;
import org.bequest.formats.cmc.control.PublicationInfo.Method;
import org.bequest.formats.cmc.control.PublicationInfo.Place;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.pkix.CrlReason;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cmc.BodyPartList;
import org.bouncycastle.asn1.cmc.CMCPublicationInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;

/** Controls for services beyond plain enrolment; Bouncy Castle's types are the second opinion. */
class ServiceControlsTest {
  private static final Limits LIMITS = new Limits(1 << 20, 32, 10_000);
  private static final X500Name CA = new X500Name("CN=CA,O=Example");
  private static final BigInteger SERIAL = new BigInteger("1234567890abcdef1234", 16);
  private static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");

  private static List<BodyPartId> ids(long... ids) {
    return LongStream.of(ids).mapToObj(BodyPartId::new).toList();
  }

  private static Extensions extensions() throws Exception {
    return new Extensions(
        new Extension[] {
          new Extension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature).getEncoded()),
          new Extension(Extension.basicConstraints, false, new BasicConstraints(false).getEncoded())
        });
  }

  private static CertTemplate template() throws Exception {
    return CertTemplate.of(CA, CmcFixture.csr().subjectPublicKeyInfo(), Optional.of(extensions()));
  }

  private static List<Control> all() throws Exception {
    GeneralName location = new GeneralName(6, "http://ca.example/ca.crl");
    return List.of(
        new AddExtensions(new BodyPartId(0), ids(1, 2), extensions()),
        new LraPopWitness(new BodyPartId(7), ids(1)),
        new GetCert(new GeneralName(CA), SERIAL),
        new GetCrl(CA, Optional.empty(), Optional.empty(), Optional.empty()),
        new GetCrl(
            CA,
            Optional.of(location),
            Optional.of(TIME),
            Optional.of(new ReasonFlags(ReasonFlags.keyCompromise))),
        new RevokeRequest(
            CA,
            SERIAL,
            CrlReason.KEY_COMPROMISE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new RevokeRequest(
            CA,
            SERIAL,
            CrlReason.REMOVE_FROM_CRL,
            Optional.of(TIME),
            Optional.of(CmcFixture.octets("secret")),
            Optional.of("lost in H\u00f6hr")),
        new RegInfo(CmcFixture.octets("a=b")),
        new ResponseInfo(CmcFixture.octets("c=d")),
        new QueryPending(CmcFixture.octets("token")),
        new ConfirmCertAcceptance(CA, SERIAL),
        new PublishTrustAnchors(
            BigInteger.TWO, CmcFixture.SHA256, List.of(CmcFixture.octets("h1"))),
        new BatchRequests(ids(3, 4)),
        new BatchResponses(ids(5)),
        new PublicationInfo(CmcFixture.SHA256, List.of(CmcFixture.octets("h2")), false, List.of()),
        new PublicationInfo(
            CmcFixture.SHA256,
            List.of(CmcFixture.octets("h2")),
            true,
            List.of(
                new Place(Method.WEB, Optional.of(location)),
                new Place(Method.DONT_CARE, Optional.empty()))),
        new ModCertTemplate(new BodyPartPath(ids(0)), ids(1), true, template()),
        new ModCertTemplate(new BodyPartPath(ids(7, 8)), ids(1), false, template()),
        new RaIdentityWitness(new BodyPartPath(ids(7))),
        new ResponseBody(new BodyPartPath(ids(7, 9))));
  }

  @Test
  @Requirement({"R5272-6.12-1", "R6402-2.6-4"})
  void eachControlComesBackAsItWas() throws Exception {
    for (Control control : all()) {
      Control read = Control.decode(control.type(), Encoded.setOf(control.values()));
      assertThat(read).isEqualTo(control).hasSameHashCodeAs(control);
      assertThat(read.values()).isEqualTo(control.values());
      assertThat(ControlType.of(control.type())).isPresent();
    }
  }

  @Test
  @Requirement("S-50")
  void damageIsRefusedOrReadAsSomethingElse() throws Exception {
    for (Control control : all()) {
      byte[] good = Encoded.setOf(control.values()).octets();
      int refused =
          Damage.everywhere(
              good, octets -> Control.decode(control.type(), Encoded.ber(octets, LIMITS)).values());
      assertThat(refused).as(control.toString()).isPositive();
    }
  }

  private static void same(Control ours, ASN1Encodable theirs) throws Exception {
    byte[] encoded = theirs.toASN1Primitive().getEncoded("DER");
    assertThat(ours.values()).containsExactly(Encoded.known(encoded));
  }

  @Test
  void bouncyCastleReadsAndWritesTheSame() throws Exception {
    List<Control> all = all();
    for (Control control : all) {
      byte[] value = control.values().getFirst().octets();
      Object theirs =
          switch (control) {
            case GetCert _ -> org.bouncycastle.asn1.cmc.GetCert.getInstance(value);
            case LraPopWitness _ -> org.bouncycastle.asn1.cmc.LraPopWitness.getInstance(value);
            case ModCertTemplate _ -> org.bouncycastle.asn1.cmc.ModCertTemplate.getInstance(value);
            case PublishTrustAnchors _ ->
                org.bouncycastle.asn1.cmc.PublishTrustAnchors.getInstance(value);
            case PublicationInfo _ -> CMCPublicationInfo.getInstance(value);
            case BatchRequests _, BatchResponses _ -> BodyPartList.getInstance(value);
            case RaIdentityWitness _, ResponseBody _ ->
                org.bouncycastle.asn1.cmc.BodyPartPath.getInstance(value);
            case RevokeRequest _ -> org.bouncycastle.asn1.cmc.RevokeRequest.getInstance(value);
            case GetCrl _ -> org.bouncycastle.asn1.cmc.GetCRL.getInstance(value);
            case ConfirmCertAcceptance _ -> IssuerAndSerialNumber.getInstance(value);
            case RegInfo _, ResponseInfo _, QueryPending _ -> ASN1OctetString.getInstance(value);
            default -> null;
          };
      if (theirs != null) {
        same(control, (ASN1Encodable) theirs);
      }
    }
  }

  @Test
  void whatBouncyCastleBuildsIsRead() throws Exception {
    var revoke =
        new org.bouncycastle.asn1.cmc.RevokeRequest(
            CA,
            new ASN1Integer(SERIAL),
            CRLReason.lookup(CRLReason.superseded),
            new ASN1GeneralizedTime("20261121100000Z"),
            ASN1OctetString.getInstance(new org.bouncycastle.asn1.DEROctetString(new byte[3])),
            new DERUTF8String("lost"));
    Encoded values = Encoded.setOf(List.of(Encoded.of(revoke)));
    RevokeRequest read = (RevokeRequest) Control.decode(ControlType.REVOKE_REQUEST.oid(), values);
    assertThat(read.reason()).isEqualTo(CrlReason.SUPERSEDED);
    assertThat(read.invalidityDate()).contains(TIME);
    assertThat(read.sharedSecret().orElseThrow().length()).isEqualTo(3);
    assertThat(read.comment()).contains("lost");
    assertThat(read.toString()).doesNotContain("octets");
  }

  @Test
  void aReasonThatDoesNotExistIsRefused() {
    for (int reason : new int[] {7, 11, 1 << 20}) {
      Encoded value =
          Encoded.sequence(
              Encoded.of(CA),
              Encoded.of(new ASN1Integer(SERIAL)),
              Encoded.of(new ASN1Enumerated(BigInteger.valueOf(reason))));
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() ->
              Control.decode(ControlType.REVOKE_REQUEST.oid(), Encoded.setOf(List.of(value))));
    }
  }

  @Test
  @Requirement("R5272-6.18-1")
  void placesForWhatIsNotToBePublishedAreRefused() throws Exception {
    PublicationInfo published =
        all().stream()
            .filter(PublicationInfo.class::isInstance)
            .map(PublicationInfo.class::cast)
            .filter(PublicationInfo::publish)
            .findFirst()
            .orElseThrow();
    List<Encoded> fields = new ArrayList<>(published.values().getFirst().children());
    List<Encoded> info = new ArrayList<>(fields.getLast().children());
    info.set(0, Encoded.of(new ASN1Integer(0)));
    fields.set(2, Encoded.sequenceOf(info));
    Encoded values = Encoded.setOf(List.of(Encoded.sequenceOf(fields)));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Control.decode(ControlType.PUBLISH_CERT.oid(), values));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() ->
            new PublicationInfo(
                published.hashAlg(), published.certHashes(), false, published.places()));
  }

  /** id-cmc 36 is an attribute of requests; 12, 13, 14 and 20 were never given out. */
  @Test
  @Requirement({"R5274-4.2-1", "R6402-2.8-2"})
  void everyNumberOfTheRfcsHasItsRecord() {
    List<Integer> numbers = new ArrayList<>();
    for (ControlType type : ControlType.values()) {
      numbers.add(type.number());
    }
    assertThat(numbers)
        .containsExactly(
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28,
            29, 30, 31, 32, 33, 34, 35, 37);
  }
}
