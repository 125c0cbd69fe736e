package org.bequest.formats.crmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Some;
import org.bequest.formats.SomeAsn1;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.crmf.CertReqMessages;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.Test;

/** Requests by template of any values, read by us and by the library's own classes. */
class CertReqMsgPropertyTest {

  /** From a seed. */
  private record Requests(Some some, SomeAsn1 asn1) {
    static Requests of(Some some) {
      return new Requests(some, new SomeAsn1(some));
    }

    Time time() {
      return new Time(new ASN1GeneralizedTime(Date.from(some.second())));
    }

    OptionalValidity validity() {
      Optional<Time> from = some.perhaps(this::time);
      return new OptionalValidity(from, from.isEmpty() ? Optional.of(time()) : Optional.empty());
    }

    CertTemplate template() {
      return new CertTemplate(
          some.perhaps(() -> new ASN1Integer(2)),
          some.perhaps(() -> new ASN1Integer(some.natural(160))),
          some.perhaps(asn1::algorithm),
          some.perhaps(asn1::name),
          some.perhaps(this::validity),
          some.perhaps(asn1::name),
          some.perhaps(asn1::key),
          some.perhaps(asn1::bits),
          some.perhaps(asn1::bits),
          asn1.extensions());
    }

    CertRequest request() {
      return CertRequest.of(
          some.natural(32).longValueExact(),
          template(),
          some.list(0, 2, () -> new CrmfControl(asn1.oid(), asn1.encoded())));
    }

    Popo popo() {
      return some.either(
          Popo.RaVerified::new,
          () -> new Popo.Signature(Optional.empty(), asn1.algorithm(), asn1.octets()),
          () -> new Popo.KeyEncipherment(some.either(this::encrypted, this::later)),
          () -> new Popo.KeyAgreement(some.either(this::mac, this::encrypted, this::later)));
    }

    private PopoPrivKey encrypted() {
      return new PopoPrivKey.ThisMessage(asn1.octets());
    }

    private PopoPrivKey later() {
      return new PopoPrivKey.SubsequentMessage(some.number(0, 1));
    }

    private PopoPrivKey mac() {
      return new PopoPrivKey.AgreeMac(asn1.algorithm(), asn1.octets());
    }
  }

  @Test
  void requestsComeBackAsTheyWere() {
    Some.check(some -> {
      Requests requests = Requests.of(some);
      CertReqMsg sent = CertReqMsg.of(requests.request(), some.perhaps(requests::popo));
      CertReqMsg read = CertReqMsg.decode(sent.encoded().octets());
      assertThat(read).isEqualTo(sent);
      assertThat(read.certReq()).isEqualTo(sent.certReq());
      assertThat(read.popo()).isEqualTo(sent.popo());
    });
  }

  @Test
  void theLibraryReadsThem() {
    Some.check(some -> {
      CertReqMsg sent = CertReqMsg.of(Requests.of(some).request(), Optional.empty());
      byte[] all = Encoded.sequenceOf(List.of(sent.encoded())).octets();
      assertThat(CertReqMessages.getInstance(all).toCertReqMsgArray()).hasSize(1);
      assertThat(CertReqMessages.getInstance(all).getEncoded("DER")).isEqualTo(all);
    });
  }

  @Test
  void noneIsReadThatIsCut() {
    byte[] whole =
        CertReqMsg.of(Requests.of(Some.seed(1)).request(), Optional.empty()).encoded().octets();
    Damage.everyTruncationIsRefused(whole, CertReqMsg::decode);
  }
}
