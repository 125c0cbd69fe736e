package org.bequest.formats.cmc.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cmc.CmcFixture;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.status.OtherStatusInfo.ExtendedFailInfo;
import org.bequest.formats.cmc.status.OtherStatusInfo.FailInfo;
import org.bequest.formats.cmc.status.OtherStatusInfo.PendInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cmc.BodyPartID;
import org.bouncycastle.asn1.cmc.CMCFailInfo;
import org.bouncycastle.asn1.cmc.CMCStatus;
import org.bouncycastle.asn1.cmc.CMCStatusInfoV2Builder;
import org.junit.jupiter.api.Test;

class StatusInfoTest {
  private static final Limits LIMITS = new Limits(1 << 16, 16, 1000);
  private static final List<BodyPartId> ONE = List.of(new BodyPartId(1));
  private static final ExtendedFailInfo EXTENDED =
      new ExtendedFailInfo(new ASN1ObjectIdentifier("1.2.3"), Encoded.of(new ASN1Integer(4)));
  private static final PendInfo PENDING =
      new PendInfo(CmcFixture.octets("token"), Instant.parse("2026-11-21T10:00:00Z"));

  private static StatusInfo failed(OtherStatusInfo other) {
    return new StatusInfo(CmcStatus.FAILED, List.copyOf(ONE), Optional.empty(), Optional.of(other));
  }

  private static Encoded status(int status, Encoded other) {
    return Encoded.sequence(
        Encoded.of(new ASN1Integer(status)), Encoded.sequence(ONE.getFirst().encode()), other);
  }

  @Test
  @Requirement({"R6402-A-1", "S-22"})
  void bothFormsOfAnExtendedFailureAreReadAndTheOlderOneIsWritten() throws Exception {
    Encoded untagged = status(2, EXTENDED.encode());
    Encoded tagged = status(2, EXTENDED.encode().retagged(0xa1));
    assertThat(StatusInfo.decode(untagged)).isEqualTo(failed(EXTENDED));
    assertThat(StatusInfo.decode(tagged)).isEqualTo(failed(EXTENDED));
    assertThat(failed(EXTENDED).encode()).isEqualTo(untagged);
  }

  @Test
  @Requirement("S-22")
  void whatIsNeitherATokenNorAnExtendedFailureIsRefused() {
    Encoded octets = Encoded.of(new DEROctetString(new byte[2]));
    Encoded oid = Encoded.of(new ASN1ObjectIdentifier("1.2.3"));
    for (Encoded other :
        List.of(
            Encoded.sequence(),
            Encoded.sequence(octets),
            Encoded.sequence(oid),
            Encoded.sequence(octets, oid),
            Encoded.sequence(octets, octets, octets),
            Encoded.sequence(oid, octets, octets),
            Encoded.sequence(Encoded.of(DERNull.INSTANCE), octets),
            PENDING.encode().retagged(0xa1),
            EXTENDED.encode().retagged(0xa0),
            octets)) {
      for (int status : new int[] {2, 3}) {
        assertThatExceptionOfType(MalformedException.class)
            .isThrownBy(() -> StatusInfo.decode(status(status, other)));
      }
    }
  }

  @Test
  @Requirement("R5272-6.1.1-1")
  void aFailureGoesWithFailedAndATokenWithPending() throws Exception {
    for (OtherStatusInfo other : List.of(EXTENDED, FailInfo.of(CmcFailInfo.BAD_ALG), PENDING)) {
      for (CmcStatus status : CmcStatus.values()) {
        boolean fits =
            other.equals(PENDING)
                ? status == CmcStatus.PENDING || status == CmcStatus.PARTIAL
                : status == CmcStatus.FAILED;
        Encoded encoded = status(status.code(), other.encode());
        if (fits) {
          assertThat(StatusInfo.decode(encoded).otherInfo()).contains(other);
        } else {
          assertThatExceptionOfType(MalformedException.class)
              .isThrownBy(() -> StatusInfo.decode(encoded));
          assertThatIllegalArgumentException()
              .isThrownBy(() ->
                  new StatusInfo(status, List.copyOf(ONE), Optional.empty(), Optional.of(other)));
        }
      }
    }
  }

  @Test
  @Requirement({"R5272-6.1.1-4", "R5272-6.1.4-2"})
  void aReasonThatNobodyKnowsCountsAsAnInternalError() throws Exception {
    for (OtherStatusInfo other : List.of(EXTENDED, new FailInfo(1000), new FailInfo(1999))) {
      StatusInfo read = StatusInfo.decode(failed(other).encode());
      assertThat(read.otherInfo()).contains(other);
      assertThat(read.failInfo()).contains(CmcFailInfo.INTERNAL_CA_ERROR);
    }
    for (CmcFailInfo known : CmcFailInfo.values()) {
      assertThat(StatusInfo.decode(failed(FailInfo.of(known)).encode()).failInfo()).contains(known);
    }
    assertThat(StatusInfo.of(CmcStatus.SUCCESS, ONE).failInfo()).isEmpty();
  }

  @Test
  void theOlderStatusHasNeitherPathsNorExtendedFailures() throws Exception {
    StatusInfo path = StatusInfo.of(CmcStatus.SUCCESS, List.of(new BodyPartPath(List.copyOf(ONE))));
    for (StatusInfo newer : List.of(path, failed(EXTENDED))) {
      assertThat(newer.fitsV1()).isFalse();
      assertThat(StatusInfo.decode(newer.encode())).isEqualTo(newer);
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> StatusInfo.decodeV1(newer.encode()));
    }
    StatusInfo older = StatusInfo.failed(CmcFailInfo.BAD_TIME, "late", ONE);
    assertThat(StatusInfo.decodeV1(older.encode())).isEqualTo(older);
  }

  @Test
  void unknownStatusesAndEmptyListsAreRefused() {
    Encoded noList = Encoded.sequence(Encoded.of(new ASN1Integer(0)), Encoded.sequence());
    Encoded reserved = status(1, FailInfo.of(CmcFailInfo.BAD_ALG).encode());
    Encoded negative = status(2, Encoded.of(new ASN1Integer(-1)));
    for (Encoded wrong : List.of(noList, reserved, negative)) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> StatusInfo.decode(wrong));
    }
  }

  @Test
  void whatBouncyCastleWritesIsRead() throws Exception {
    byte[] theirs =
        new CMCStatusInfoV2Builder(CMCStatus.failed, new BodyPartID(1))
            .setStatusString("no")
            .setOtherInfo(CMCFailInfo.badIdentity)
            .build()
            .getEncoded();
    assertThat(StatusInfo.decode(Encoded.ber(theirs, LIMITS)))
        .isEqualTo(StatusInfo.failed(CmcFailInfo.BAD_IDENTITY, "no", ONE));
  }

  @Test
  void damagedStatusesAreRefusedOrReadAsOthers() {
    for (StatusInfo info :
        List.of(
            StatusInfo.pending(PENDING, ONE),
            failed(EXTENDED),
            StatusInfo.failed(CmcFailInfo.POP_FAILED, "no", ONE))) {
      byte[] good = info.encode().octets();
      int refused =
          Damage.everywhere(good, octets -> StatusInfo.decode(Encoded.ber(octets, LIMITS)));
      assertThat(refused).isGreaterThan(good.length);
    }
  }
}
