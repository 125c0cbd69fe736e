package org.bequest.server.endpoint.cmc;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.IssuedCertificates.Order;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.formats.cmc.control.ConfirmCertAcceptance;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.Confirmations;

/**
 * Confirm Certificate Acceptance (RFC 5272 6.14): whoever asked for a certificate, or holds it,
 * accepts it in time; a failed status in the same transaction rejects what was issued in it, which
 * is revoked then.
 */
final class Acceptance {
  private static final int MOST_OF_A_TRANSACTION = 1_000;

  private Acceptance() {}

  static void confirm(CmcMessage message, BodyPartId part, ConfirmCertAcceptance asked) {
    Optional<NamedCertificate> found =
        NamedCertificate.of(message, asked.issuer(), asked.serialNumber())
            .filter(f -> isOfSender(message, f));
    message.settle(part, found.map(f -> confirm(message, f.row())).orElse(NamedCertificate.NONE));
  }

  /** One that was confirmed before is confirmed: the answer was lost. */
  private static PartOutcome confirm(CmcMessage message, CertificateRow row) {
    Confirmations confirmations = message.services().store().confirmations();
    Instant now = message.services().clock().instant();
    Optional<Confirmations.Provisional> waiting = confirmations.find(row.issuer(), row.serial());
    boolean good = row.revocation().isEmpty() && waiting.isEmpty();
    return good || confirmations.confirm(row.issuer(), row.serial(), audit(message, row, now))
        ? new PartOutcome.Done(true)
        : PartOutcome.failed(
            Reason.BAD_REQUEST,
            CmcFailInfo.BAD_TIME,
            "the certificate was not confirmed in time, or rejected, and is or will be revoked");
  }

  private static AuditEntry audit(CmcMessage message, CertificateRow row, Instant now) {
    return new AuditEntry(
        now,
        "certificate.confirm",
        message.requester().orElseThrow().identity(),
        row.serial().toString(16),
        "ok",
        Map.of("issuer", row.issuer(), "request", message.arrival().requestId()));
  }

  /**
   * Whatever else a status says, and that of another transaction, changes nothing and is not
   * answered with an error.
   */
  static void status(CmcMessage message, BodyPartId part, StatusInfoV2 told) {
    Optional<BigInteger> transaction = message.control(TransactionId.class).map(TransactionId::id);
    if (told.info().status() != CmcStatus.FAILED || transaction.isEmpty()) {
      return;
    }
    List<CertificateRow> waiting =
        message
            .services()
            .store()
            .confirmations()
            .ofTransaction(transaction.get().toString(), MOST_OF_A_TRANSACTION);
    for (CertificateRow row : waiting) {
      found(message, row)
          .filter(f -> isOfSender(message, f))
          .ifPresent(f -> reject(message, part, f));
    }
  }

  private static Optional<NamedCertificate> found(CmcMessage message, CertificateRow row) {
    return NamedCertificate.of(message, row)
        .filter(f -> f.row().label().equals(message.label().name()));
  }

  private static void reject(CmcMessage message, BodyPartId part, NamedCertificate found) {
    Order order =
        new Order(
            CrlReason.CESSATION_OF_OPERATION.code(),
            message.requester().orElseThrow().identity(),
            Map.of("request", message.arrival().requestId(), "rejected", "true"));
    found.authority().revoke(found.row(), order);
    message.settle(part, new PartOutcome.Done(true));
  }

  private static boolean isOfSender(CmcMessage message, NamedCertificate found) {
    return message.requester().filter(r -> isOf(message, r, found)).isPresent();
  }

  /** What a registration authority asked for is for its own signature to confirm. */
  private static boolean isOf(CmcMessage message, Requester requester, NamedCertificate found) {
    boolean asked = found.row().identity().equals(requester.identity());
    return requester.role() instanceof Role.Registrar
        ? asked && message.isFromRegistrar()
        : asked || requester.certificate().filter(found.certificate()::equals).isPresent();
  }
}
