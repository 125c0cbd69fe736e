package org.bequest.admin.api;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bequest.admin.message.ConfiguredSection;
import org.bequest.admin.message.NewTrial;
import org.bequest.ca.Judge.Purpose;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.EstOperation;
import org.bequest.server.auth.Supposed;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.config.Settings;
import org.bequest.server.config.SettingsTree;
import org.bequest.server.label.Label;
import org.bequest.server.trial.Trial;

/** Labels as they are in force, and what would become of a request under one. */
final class ConfiguredLabels {
  private final Routes.Configured configured;

  ConfiguredLabels(Routes.Backend backend) {
    this.configured = backend.configured();
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/labels", _ -> list()),
        Route.of("GET", "/v1/labels/{label}", this::show),
        Route.of("POST", "/v1/labels/{label}/test", this::test));
  }

  private Reply list() {
    return Reply.ok(
        new TreeMap<>(configured.settings().get().labels())
            .entrySet().stream().map(e -> section(e.getKey(), e.getValue())).toList());
  }

  private Reply show(Call call) {
    LabelSettings found = configured.settings().get().labels().get(call.parameter());
    return found == null ? unknown(call) : Reply.ok(section(call.parameter(), found));
  }

  private static ConfiguredSection section(String name, LabelSettings label) {
    return new ConfiguredSection(name, SettingsTree.of(label));
  }

  private Reply test(Call call) {
    NewTrial asked = call.message(NewTrial.class);
    String name = call.parameter().equals(Settings.DEFAULT_LABEL) ? "" : call.parameter();
    Optional<Label> label = configured.labels().get().find(name, false);
    Optional<Purpose> purpose = purpose(asked.operation());
    if (label.isEmpty()) {
      return unknown(call);
    }
    if (purpose.isEmpty()) {
      return Reply.badRequest("operation is simpleenroll or simplereenroll");
    }
    try {
      Supposed who =
          new Supposed(
              name,
              TrialFiles.certificates(asked.certificate()),
              asked.user(),
              asked.otp(),
              asked.claims());
      byte[] csr = TrialFiles.csr(asked.csr());
      return Reply.ok(
          TrialText.of(
              call.parameter(), asked, new Trial(label.get(), purpose.get()).of(who, csr)));
    } catch (MalformedException e) {
      return Reply.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Purpose> purpose(String operation) {
    if (operation.equals(EstOperation.SIMPLE_ENROLL.path())) {
      return Optional.of(Purpose.ENROLL);
    }
    return operation.equals(EstOperation.SIMPLE_REENROLL.path())
        ? Optional.of(Purpose.REENROLL)
        : Optional.empty();
  }

  private static Reply unknown(Call call) {
    return Reply.notFound("there is no label " + call.parameter());
  }
}
