package org.bequest.cli.operator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bequest.admin.message.CaKeyState;
import org.bequest.admin.message.CaState;
import org.bequest.cli.terminal.Terminal;

/** The authority's keys, one line or one object each. */
final class CaKeyLines {
  private CaKeyLines() {}

  static void show(Terminal terminal, CaState state) {
    state.keys().forEach(k -> terminal.result(text(k), fields(k)));
  }

  private static String text(CaKeyState k) {
    String head = "key %d  %-7s since %s  %s".formatted(k.number(), k.role(), k.since(), k.file());
    if (k.subject().isEmpty()) {
      return head;
    }
    String use =
        k.inUse() == 0
            ? "nothing in use"
            : "%d certificates in use until %s, %d subjects without one of the current key"
                .formatted(k.inUse(), k.lastEnds(), k.notFollowed());
    return "%s%n       %s, until %s%n       under %s, until %s%n       %s"
        .formatted(head, k.subject(), k.notAfter(), k.root(), k.rootNotAfter(), use);
  }

  private static Map<String, Object> fields(CaKeyState k) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", k.number());
    fields.put("role", k.role());
    fields.put("since", k.since().toString());
    fields.put("id", k.id());
    fields.put("file", k.file());
    if (!k.subject().isEmpty()) {
      fields.put("subject", k.subject());
      fields.put("notAfter", k.notAfter().toString());
      fields.put("root", k.root());
      fields.put("rootNotAfter", k.rootNotAfter().toString());
      fields.put("rootSha256", k.rootSha256());
      fields.put("inUse", k.inUse());
      fields.put("notFollowed", k.notFollowed());
      if (k.lastEnds().isAfter(Instant.EPOCH)) {
        fields.put("lastEnds", k.lastEnds().toString());
      }
    }
    return fields;
  }
}
