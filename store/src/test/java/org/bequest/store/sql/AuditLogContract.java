package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuditLog.Numbered;
import org.junit.jupiter.api.Test;

/** What every AuditLog does. */
abstract class AuditLogContract extends StoreContract {
  @Test
  void anEntryIsReadAsItWasAppended() {
    var awkward =
        Map.of(
            "a=b", "=c\\", "line\r\nend", "\\n\n", "", "", "\\75", "\\u0041", "é", "\uD83D\uDD11");
    var entry = new AuditEntry(Rows.NOW, "otp.create", "operator:o", "otp:7", "ok", awkward);
    store.audit().append(entry);
    assertThat(store.audit().after(0, 1)).extracting(Numbered::entry).containsExactly(entry);
    assertThat(store.audit().firstBroken()).isEmpty();
  }

  @Test
  void entriesAreNumberedFromOneWithoutAGapOverARestart() {
    store.audit().append(Rows.audit("1"));
    store.audit().append(Rows.audit("2"));
    reopen();
    store.audit().append(Rows.audit("3"));
    assertThat(numbers(store.audit().after(0, 10))).containsExactly(1L, 2L, 3L);
    assertThat(numbers(store.audit().after(1, 1))).containsExactly(2L);
    assertThat(store.audit().after(3, 10)).isEmpty();
    assertThat(store.audit().firstBroken()).isEmpty();
  }

  @Test
  void equalEntriesHaveDifferentHashes() {
    store.audit().append(Rows.audit("1"));
    store.audit().append(Rows.audit("1"));
    assertThat(store.audit().after(0, 10)).extracting(Numbered::hash).doesNotHaveDuplicates();
  }

  @Test
  void anEmptyLogIsWhole() {
    assertThat(store.audit().firstBroken()).isEmpty();
    assertThat(store.audit().after(0, 10)).isEmpty();
  }

  private static List<Long> numbers(List<Numbered> entries) {
    return entries.stream().map(Numbered::number).toList();
  }
}
