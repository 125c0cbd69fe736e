package org.bequest.admin.api;

import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.admin.message.CertificateState;
import org.bequest.admin.message.Revoke;
import org.bequest.ca.IssuedCertificates;
import org.bequest.ca.foreign.ForeignRevocation;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.CrlReason;
import org.bequest.server.label.Label;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.CertificateQuery;
import org.bequest.store.CertificateStore.Revocation;
import org.jspecify.annotations.Nullable;

/** Certificates: found, shown, revoked. */
final class Certificates {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;

  private final Routes.Backend backend;

  Certificates(Routes.Backend backend) {
    this.backend = backend;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/certificates", this::list),
        Route.of("GET", "/v1/certificates/{serial}", this::show),
        Route.of("POST", "/v1/certificates/{serial}/revoke", this::revoke));
  }

  private Reply list(Call call) {
    try {
      var query =
          new CertificateQuery(
              call.query("subject").orElse(""),
              call.query("identity").orElse(""),
              call.number("limit", 1, LARGEST_PAGE).orElse((long) PAGE).intValue(),
              call.query("before").map(Instant::parse).orElse(Instant.MAX));
      return Reply.ok(
          backend.store().certificates().list(query).stream().map(r -> state(r, null)).toList());
    } catch (DateTimeException _) {
      return Reply.badRequest("before is a time such as 2026-11-21T12:00:00Z");
    }
  }

  private Reply show(Call call) {
    return find(call).map(row -> Reply.ok(state(row, pem(row)))).orElseGet(() -> unknown(call));
  }

  /** That of the serial number in the path, whichever authority issued it. */
  Optional<CertificateRow> find(Call call) {
    return serial(call)
        .flatMap(s -> backend.authority().find(s).or(() -> ofOthers(s).map(Foreign::row)));
  }

  private Reply revoke(Call call) {
    Optional<Integer> reason = CrlReason.code(call.message(Revoke.class).reason());
    if (reason.isEmpty()) {
      return Reply.badRequest("reason is one of " + CrlReason.all());
    }
    return serial(call)
        .flatMap(s -> backend.authority().revoke(s, reason.get(), call.actor()))
        .map(row -> Reply.ok(state(row, null)))
        .or(() -> serial(call).flatMap(this::ofOthers).map(f -> revoke(f, reason.get(), call)))
        .orElseGet(() -> unknown(call));
  }

  /** A certificate that an authority elsewhere issued for one of the labels. */
  private record Foreign(ForeignRevocation authority, CertificateRow row) {}

  private Optional<Foreign> ofOthers(BigInteger serial) {
    return backend.configured().labels().get().all().stream()
        .map(Label::revocation)
        .filter(ForeignRevocation.class::isInstance)
        .map(ForeignRevocation.class::cast)
        .distinct()
        .flatMap(a -> a.find(serial).map(row -> new Foreign(a, row)).stream())
        .findFirst();
  }

  private static Reply revoke(Foreign foreign, int reason, Call call) {
    var order = new IssuedCertificates.Order(reason, call.actor(), Map.of());
    return switch (foreign.authority().revoke(foreign.row(), order)) {
      case IssuedCertificates.Result.Done(CertificateRow row) -> Reply.ok(state(row, null));
      case IssuedCertificates.Result.Failed(String why) -> Reply.conflict(why);
    };
  }

  private static Optional<BigInteger> serial(Call call) {
    String hex = call.parameter();
    return hex.matches("[0-9a-fA-F]{1,40}")
        ? Optional.of(new BigInteger(hex, 16))
        : Optional.empty();
  }

  private static Reply unknown(Call call) {
    return Reply.notFound("this authority issued no certificate " + call.parameter());
  }

  private static CertificateState state(CertificateRow row, @Nullable String pem) {
    return new CertificateState(
        row.serial().toString(16),
        row.subject(),
        row.identity(),
        row.label(),
        row.profile(),
        row.notBefore(),
        row.notAfter(),
        row.issuedAt(),
        row.revocation().map(Revocation::at).orElse(null),
        row.revocation().map(r -> CrlReason.name(r.reason())).orElse(null),
        pem);
  }

  static String pem(CertificateRow row) {
    try {
      byte[] pem = CertificatePem.encode(List.of(CertificatePem.decodeDer(row.encoded())));
      return new String(pem, java.nio.charset.StandardCharsets.US_ASCII);
    } catch (MalformedException e) {
      throw new UncheckedIOException(new java.io.IOException("a stored certificate is broken", e));
    }
  }
}
