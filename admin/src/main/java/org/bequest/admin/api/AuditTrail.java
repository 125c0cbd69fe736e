package org.bequest.admin.api;

import java.util.List;
import org.bequest.admin.message.AuditLine;
import org.bequest.admin.message.AuditVerdict;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuditLog.Numbered;

/** The audit log: read in order, and checked as a whole. */
final class AuditTrail {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;

  private final Routes.Backend backend;

  AuditTrail(Routes.Backend backend) {
    this.backend = backend;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/audit", this::list),
        Route.of("POST", "/v1/audit/verify", _ -> verify()));
  }

  private Reply list(Call call) {
    long after = call.number("after", 0, Long.MAX_VALUE).orElse(0L);
    int limit = call.number("limit", 1, LARGEST_PAGE).orElse((long) PAGE).intValue();
    return Reply.ok(
        backend.store().audit().after(after, limit).stream().map(AuditTrail::line).toList());
  }

  private Reply verify() {
    var broken = backend.store().audit().firstBroken();
    return Reply.ok(new AuditVerdict(broken.isEmpty(), broken.orElse(null)));
  }

  private static AuditLine line(Numbered numbered) {
    AuditEntry entry = numbered.entry();
    return new AuditLine(
        numbered.number(),
        entry.at(),
        entry.action(),
        entry.actor(),
        entry.subject(),
        entry.outcome(),
        entry.details(),
        numbered.hash());
  }
}
