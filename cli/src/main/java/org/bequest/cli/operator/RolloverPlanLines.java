package org.bequest.cli.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.admin.message.RolloverOutlook;
import org.bequest.cli.terminal.Terminal;

/** The plan of a roll-over for people and programs. */
final class RolloverPlanLines {
  private RolloverPlanLines() {}

  static void show(Terminal terminal, RolloverOutlook plan) {
    terminal.result(text(plan), fields(plan));
  }

  private static String text(RolloverOutlook plan) {
    StringBuilder text = new StringBuilder("start makes key " + plan.number() + ":\n");
    plan.items()
        .forEach(i ->
            text.append(
                "  %-12s  %s, until %s  %s\n"
                    .formatted(i.kind(), i.subject(), i.notAfter(), i.file())));
    text.append("  signed by     ")
        .append(
            plan.rootKeyFile().isEmpty()
                ? "a key that was moved away: give --root-key and --root-password-file"
                : plan.rootKeyFile());
    text.append("\nstart     by ").append(plan.startBy());
    text.append("\nactivate  by ").append(plan.activateBy());
    text.append("; devices that renew meanwhile learn the next root");
    text.append("\nretire    ").append(plan.longestDays()).append(" days after that");
    if (plan.lastUnderPresentKey().isAfter(Instant.EPOCH)) {
      text.append("; the last certificate of today ends ").append(plan.lastUnderPresentKey());
    }
    return text.toString();
  }

  private static Map<String, Object> fields(RolloverOutlook plan) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", plan.number());
    fields.put("issuingOnly", plan.issuingOnly());
    fields.put("items", items(plan));
    fields.put("rootKeyFile", plan.rootKeyFile());
    fields.put("startBy", plan.startBy().toString());
    fields.put("activateBy", plan.activateBy().toString());
    fields.put(
        "retireFrom", plan.activateBy().plus(Duration.ofDays(plan.longestDays())).toString());
    fields.put("lastUnderPresentKey", plan.lastUnderPresentKey().toString());
    return fields;
  }

  private static List<Map<String, String>> items(RolloverOutlook plan) {
    return plan.items().stream()
        .map(i ->
            Map.of(
                "kind", i.kind(),
                "subject", i.subject(),
                "notAfter", i.notAfter().toString(),
                "file", i.file()))
        .toList();
  }
}
