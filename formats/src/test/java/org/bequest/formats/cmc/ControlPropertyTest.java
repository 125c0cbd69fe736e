package org.bequest.formats.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.conformance.Some;
import org.bequest.formats.SomeAsn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.BatchResponses;
import org.bequest.formats.cmc.control.ConfirmCertAcceptance;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.ControlProcessed;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.DecryptedPop;
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
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.control.Unknown;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.OtherStatusInfo;
import org.bequest.formats.cmc.status.OtherStatusInfo.ExtendedFailInfo;
import org.bequest.formats.cmc.status.OtherStatusInfo.FailInfo;
import org.bequest.formats.cmc.status.OtherStatusInfo.PendInfo;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.pkix.CrlReason;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;

/** Controls of any values: a message of them is read as it was written. */
class ControlPropertyTest {

  /** Controls, from a seed. */
  private record Controls(Some some, SomeAsn1 asn1) {
    Octets octets() {
      return asn1.octets();
    }

    BodyPartId id() {
      return new BodyPartId(some.natural(32).longValueExact());
    }

    /** Of an element, which is not zero. */
    BodyPartId part() {
      return new BodyPartId(Math.max(1, id().value()));
    }

    List<BodyPartId> ids() {
      return some.list(1, 4, this::id);
    }

    BodyPartPath path() {
      return new BodyPartPath(ids());
    }

    List<BodyPartReference> references() {
      return some.list(1, 4, () -> some.<BodyPartReference>either(this::id, this::path));
    }

    Stream<Control> values() {
      return Stream.of(
          new DataReturn(octets()),
          new IdentityProof(octets()),
          new PopLinkRandom(octets()),
          new PopLinkWitness(octets()),
          new QueryPending(octets()),
          new RecipientNonce(octets()),
          new RegInfo(octets()),
          new ResponseInfo(octets()),
          new SenderNonce(octets()),
          new Identification(some.text(0, 40)),
          new TransactionId(some.integer(140)),
          new IdentityProofV2(asn1.algorithm(), asn1.algorithm(), octets()),
          new PopLinkWitnessV2(asn1.algorithm(), asn1.algorithm(), octets()),
          new Unknown(asn1.oid(), List.of(asn1.encoded())));
    }

    Stream<Control> parts() {
      return Stream.of(
          new AuthData(part()),
          new BatchRequests(ids()),
          new BatchResponses(ids()),
          new ControlProcessed(references()),
          new DecryptedPop(part(), asn1.algorithm(), octets()),
          new LraPopWitness(id(), ids()),
          new RaIdentityWitness(path()),
          new ResponseBody(path()),
          new StatusInfoV2(status()));
    }

    Stream<Control> services() {
      return Stream.of(
          new ConfirmCertAcceptance(asn1.name(), some.natural(160)),
          new GetCert(asn1.generalName(), some.natural(160)),
          new GetCrl(
              asn1.name(),
              some.perhaps(asn1::generalName),
              some.perhaps(some::second),
              some.perhaps(() -> new ReasonFlags(asn1.bits()))),
          new RevokeRequest(
              asn1.name(),
              some.natural(160),
              some.oneOf(List.of(CrlReason.values())),
              some.perhaps(some::second),
              some.perhaps(this::octets),
              some.perhaps(() -> some.text(0, 40))),
          new PublishTrustAnchors(
              some.natural(70), asn1.algorithm(), some.list(1, 3, this::octets)),
          publication(),
          new ModCertTemplate(path(), ids(), some.yes(), template()));
    }

    PublicationInfo publication() {
      boolean publish = some.yes();
      return new PublicationInfo(
          asn1.algorithm(),
          some.list(0, 3, this::octets),
          publish,
          publish ? some.list(0, 3, this::place) : List.of());
    }

    PublicationInfo.Place place() {
      return new PublicationInfo.Place(
          some.oneOf(List.of(PublicationInfo.Method.values())), some.perhaps(asn1::generalName));
    }

    CertTemplate template() {
      return CertTemplate.of(asn1.name(), asn1.key(), asn1.extensions());
    }

    StatusInfo status() {
      CmcStatus status = some.oneOf(List.of(CmcStatus.values()));
      return new StatusInfo(
          status, references(), some.perhaps(() -> some.text(0, 40)), other(status));
    }

    private Optional<OtherStatusInfo> other(CmcStatus status) {
      return switch (status) {
        case FAILED ->
            some.perhaps(() ->
                some.<OtherStatusInfo>either(
                    () -> new FailInfo(some.number(0, 2000)),
                    () -> new ExtendedFailInfo(asn1.oid(), asn1.encoded())));
        case PENDING, PARTIAL -> some.perhaps(() -> new PendInfo(octets(), some.second()));
        default -> Optional.empty();
      };
    }

    List<Control> all() {
      List<Control> all = new ArrayList<>(values().toList());
      parts().forEach(all::add);
      services().forEach(all::add);
      asn1.extensions().ifPresent(e -> all.add(new AddExtensions(id(), ids(), e)));
      return all;
    }
  }

  @Test
  void comeBackAsTheyWere() {
    Some.check(some -> {
      List<TaggedAttribute> controls =
          CmcFixture.numbered(new Controls(some, new SomeAsn1(some)).all());
      PkiData data = PkiData.of(controls, List.of());
      PkiData read = PkiData.decode(data.encode());
      assertThat(read.controlSequence()).isEqualTo(controls);
      assertThat(read.encode()).isEqualTo(data.encode());
      PkiResponse response = PkiResponse.of(controls);
      assertThat(PkiResponse.decode(response.encode())).isEqualTo(response);
    });
  }

  @Test
  void statusComesBackAsItWas() {
    Some.check(some -> {
      StatusInfo status = new Controls(some, new SomeAsn1(some)).status();
      Encoded encoded = new StatusInfoV2(status).values().getFirst();
      assertThat(StatusInfo.decode(encoded)).isEqualTo(status);
    });
  }
}
