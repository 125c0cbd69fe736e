package org.bequest.admin.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bequest.admin.message.SentPackage;
import org.bequest.server.config.Settings;
import org.bequest.store.KeyPackageRow;
import org.bequest.store.KeyPackageRow.Answer;
import org.bequest.store.KeyPackages;
import org.bequest.store.KeyPackages.PackageQuery;

/** Keys that were sent to devices, and what came back about them: listed. */
final class Packages {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;
  private static final Set<String> STATES = Set.of("open", "receipt", "error");

  private final KeyPackages packages;

  Packages(Routes.Backend backend) {
    this.packages = backend.store().keyPackages();
  }

  List<Route> routes() {
    return List.of(Route.of("GET", "/v1/packages", this::list));
  }

  private Reply list(Call call) {
    String state = call.query("state").orElse("");
    if (!state.isEmpty() && !STATES.contains(state)) {
      return Reply.badRequest("state is one of " + STATES.stream().sorted().toList());
    }
    var query =
        new PackageQuery(
            state,
            call.query("label").map(l -> l.equals(Settings.DEFAULT_LABEL) ? "" : l),
            call.query("text").orElse(""),
            call.number("limit", 1, LARGEST_PAGE).orElse((long) PAGE).intValue(),
            call.query("after").map(id -> id.toLowerCase(Locale.ROOT)).orElse(""));
    return Reply.ok(packages.list(query).stream().map(Packages::line).toList());
  }

  private static SentPackage line(KeyPackageRow row) {
    Optional<Answer> answer = row.answer();
    return new SentPackage(
        row.id(),
        answer.map(a -> a.isReceipt() ? "receipt" : "error").orElse("open"),
        row.label(),
        row.identity(),
        row.form(),
        row.certificate().serial(),
        row.certificate().subject(),
        row.receiptAsked(),
        row.sentAt(),
        answer.filter(a -> !a.isReceipt()).map(Answer::outcome).orElse(null),
        answer.map(Answer::at).orElse(null),
        answer.map(Answer::by).orElse(null));
  }
}
