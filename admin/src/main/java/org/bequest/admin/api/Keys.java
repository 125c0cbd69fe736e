package org.bequest.admin.api;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.admin.message.ArchivedKey;
import org.bequest.admin.message.WrappedKey;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.bequest.store.KeyArchive;

/** Keys that were made for devices and are kept, for operators who have a recovery key. */
final class Keys {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;

  private final Routes.Backend backend;
  private final Certificates certificates;

  Keys(Routes.Backend backend) {
    this.backend = backend;
    this.certificates = new Certificates(backend);
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/keys", this::list),
        Route.of("POST", "/v1/keys/{serial}/recover", this::recover));
  }

  private Reply list(Call call) {
    int most = call.number("limit", 1, LARGEST_PAGE).orElse((long) PAGE).intValue();
    return Reply.ok(
        archive().list(call.query("subject").orElse(""), most).stream().map(Keys::line).toList());
  }

  /** The key of exactly this certificate (security rule S-31), told before it is handed out. */
  private Reply recover(Call call) {
    Optional<CertificateRow> row = certificates.find(call);
    return row.flatMap(r -> archive().recover(r.issuer(), r.serial(), audit(call, r)))
        .map(key -> Reply.ok(wrapped(row.orElseThrow(), key)))
        .orElseGet(() -> Reply.notFound("no key is kept of a certificate " + call.parameter()));
  }

  private AuditEntry audit(Call call, CertificateRow row) {
    return new AuditEntry(
        backend.clock().instant(),
        "key.recover",
        call.actor(),
        row.serial().toString(16),
        "ok",
        Map.of("issuer", row.issuer(), "subject", row.subject(), "identity", row.identity()));
  }

  private KeyArchive archive() {
    return backend.store().keyArchive();
  }

  private static ArchivedKey line(KeyArchive.Line line) {
    return new ArchivedKey(
        line.serial().toString(16),
        line.issuer(),
        line.subject(),
        line.identity(),
        line.archivedAt(),
        line.recovery());
  }

  private static WrappedKey wrapped(CertificateRow row, KeyArchive.Wrapped key) {
    return new WrappedKey(
        row.serial().toString(16),
        row.subject(),
        Certificates.pem(row),
        Base64.getEncoder().encodeToString(key.envelope()),
        key.recovery());
  }
}
