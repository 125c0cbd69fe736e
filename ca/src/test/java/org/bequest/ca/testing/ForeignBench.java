package org.bequest.ca.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bequest.ca.foreign.Backend;
import org.bequest.ca.foreign.ForeignCa;
import org.bequest.ca.foreign.ForeignContext;
import org.bequest.ca.foreign.ForeignRules;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.store.AuditEntry;

/** What an authority elsewhere needs here: a real store, and a clock that the test moves. */
public record ForeignBench(TestStore store, SteppingClock clock) implements AutoCloseable {
  public static final Duration ATTEMPT = Duration.ofSeconds(60);
  public static final Duration RETRY = Duration.ofSeconds(30);
  public static final Duration ANSWER_FOR = Duration.ofHours(1);
  public static final Duration PATIENCE = Duration.ofDays(1);

  public static ForeignBench in(Path directory) {
    return new ForeignBench(new TestStore(directory), new SteppingClock());
  }

  public ForeignCa authority(Backend backend) {
    return authority(backend, ForeignRules.Unclear.ASK_AGAIN);
  }

  public ForeignCa authority(Backend backend, ForeignRules.Unclear unclear) {
    return authority(backend, rules(unclear, ForeignRules.Lint.ENFORCE));
  }

  public ForeignCa authority(Backend backend, ForeignRules rules) {
    var context = new ForeignContext(rules, store, store.requests(), store.stores().audit(), clock);
    Profile profile = Profile.of("device", ProfileConfig.DEFAULT);
    return new ForeignCa(backend, profile, LabelRules.DEFAULT, context);
  }

  public static ForeignRules rules(ForeignRules.Unclear unclear, ForeignRules.Lint lint) {
    return new ForeignRules(
        "factory", ATTEMPT, RETRY, unclear, lint, new ForeignRules.Queue(3, PATIENCE, ANSWER_FOR));
  }

  public List<AuditEntry> audited(String action) {
    return store.audited(action);
  }

  @Override
  public void close() {
    store.close();
  }
}
