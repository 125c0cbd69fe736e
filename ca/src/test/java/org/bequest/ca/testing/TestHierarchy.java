package org.bequest.ca.testing;

import java.nio.file.Path;
import java.time.Duration;
import org.bequest.ca.Decision;
import org.bequest.ca.hierarchy.Hierarchy;
import org.bequest.ca.hierarchy.HierarchySpec;
import org.bequest.ca.local.CrlConfig;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.local.LocalCa;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.secret.Secret;
import org.bouncycastle.cert.X509CertificateHolder;

/** A whole authority with a clock that the test moves. */
public record TestHierarchy(
    Hierarchy hierarchy, IssuingAuthority authority, TestStore store, SteppingClock clock)
    implements AutoCloseable {
  public static TestHierarchy create(Path directory, KeyAlgorithm algorithm) {
    TestStore store = new TestStore(directory);
    SteppingClock clock = new SteppingClock();
    HierarchySpec spec = spec(directory, algorithm);
    Hierarchy hierarchy = Hierarchy.create(spec, Secret.of("correct horse"), store.stores(), clock);
    IssuingAuthority authority =
        new IssuingAuthority(hierarchy.issuing(), store.stores(), CrlConfig.DEFAULT, clock);
    return new TestHierarchy(hierarchy, authority, store, clock);
  }

  public static HierarchySpec spec(Path directory, KeyAlgorithm algorithm) {
    return new HierarchySpec(
        "Test",
        algorithm,
        Duration.ofDays(7300),
        Duration.ofDays(3650),
        directory.resolve("root.p12"),
        directory.resolve("issuing.p12"));
  }

  @Override
  public void close() {
    store.close();
  }

  public LocalCa under(ProfileConfig config) {
    return authority.under(Profile.of("device", config), LabelRules.DEFAULT);
  }

  public static X509CertificateHolder issued(Decision decision) {
    return switch (decision) {
      case Decision.Issued issued -> issued.certificate();
      case Decision.Refused refused -> throw new AssertionError(refused.toString());
      case Decision.Pending pending -> throw new AssertionError(pending.toString());
      case Decision.Later later -> throw new AssertionError(later.toString());
    };
  }

  public static Decision.Refused refused(Decision decision) {
    if (decision instanceof Decision.Refused refused) {
      return refused;
    }
    throw new AssertionError("expected a refusal, got " + decision);
  }
}
