package org.bequest.formats.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.formats.SomeAsn1;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;

/** Receipts, errors and requests for them, of any values. */
class ReceiptPropertyTest {

  /** From a seed. */
  private record Receipts(Some some, SomeAsn1 asn1) {
    static Receipts of(Some some) {
      return new Receipts(some, new SomeAsn1(some));
    }

    SirEntityName name() {
      return some.either(
          () -> SirEntityName.of(asn1.name()),
          () -> new SirEntityName(asn1.oid(), new DEROctetString(some.octets(0, 40))));
    }

    PackageIdentifier.PackageId id() {
      return PackageIdentifier.PackageId.of(some.octets(0, 40));
    }

    PackageIdentifier identifier() {
      return some.<PackageIdentifier>either(
          this::id, () -> new PackageIdentifier.SingleAttribute(asn1.oid(), asn1.value()));
    }

    KeyPackageErrorCode code() {
      return some.either(
          () ->
              new KeyPackageErrorCode.Enumerated(some.oneOf(List.of(EnumeratedErrorCode.values()))),
          () -> new KeyPackageErrorCode.Unregistered(BigInteger.valueOf(some.number(200, 9999))),
          () -> new KeyPackageErrorCode.Extended(asn1.oid()));
    }

    ReceiptRequest request() {
      return new ReceiptRequest(
          some.yes(), some.perhaps(() -> some.list(1, 3, this::name)), some.list(1, 3, this::name));
    }
  }

  @Test
  @Requirement({"R7191-4-1", "R7191-4-2"})
  void receiptsComeBackAsTheyWere() {
    Some.check(some -> {
      Receipts receipts = Receipts.of(some);
      KeyPackageReceipt receipt = KeyPackageReceipt.of(receipts.identifier(), receipts.name());
      assertThat(KeyPackageReceipt.decode(receipt.encode())).isEqualTo(receipt);
      Damage.everyTruncationIsRefused(receipt.encode(), KeyPackageReceipt::decode);
    });
  }

  @Test
  @Requirement({"R7191-5-1", "R7191-5-2", "R7191-5-3"})
  void errorsComeBackAsTheyWere() {
    Some.check(some -> {
      Receipts receipts = Receipts.of(some);
      KeyPackageError error =
          KeyPackageError.of(some.perhaps(receipts::identifier), receipts.name(), receipts.code());
      assertThat(KeyPackageError.decode(error.encode())).isEqualTo(error);
      Damage.everyTruncationIsRefused(error.encode(), KeyPackageError::decode);
    });
  }

  @Test
  @Requirement("R7191-3-1")
  void requestsComeBackAsTheyWere() {
    Some.check(some -> {
      Receipts receipts = Receipts.of(some);
      Optional<ReceiptRequest> asked = some.perhaps(receipts::request);
      PackageIdAndReceiptRequest request = new PackageIdAndReceiptRequest(receipts.id(), asked);
      assertThat(PackageIdAndReceiptRequest.of(request.toAttribute())).isEqualTo(request);
    });
  }
}
