package org.bequest.server.setup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.bequest.ca.hierarchy.KeyState;
import org.bequest.ca.hierarchy.RolloverSpec;
import org.bequest.ca.hierarchy.Succession;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.server.config.Settings;
import org.bequest.store.AuthorityKeys.Role;
import org.bouncycastle.cert.X509CertificateHolder;

/** Works out what a roll-over would make, and when. */
final class PlannedRollover {
  private final Succession succession;
  private final InstantSource clock;

  PlannedRollover(Succession succession, InstantSource clock) {
    this.succession = succession;
    this.clock = clock;
  }

  RolloverPlan plan(RolloverSpec spec, Settings settings) {
    List<KeyState> keys = succession.keys();
    int number = keys.getLast().row().number() + 1;
    Duration longest = longest(settings);
    IssuingKey present = succession.authority().key();
    Instant activateBy = present.issuer().notAfter().minus(longest);
    return new RolloverPlan(
        number,
        spec.issuingOnly(),
        items(number, spec),
        succession.superiorFile(spec.issuingOnly()).orElse(""),
        activateBy.minus(longest),
        activateBy,
        keys.stream()
            .filter(k -> k.row().role() == Role.CURRENT)
            .map(k -> k.outstanding().last())
            .findFirst()
            .orElse(Instant.EPOCH),
        longest);
  }

  private List<RolloverPlan.Item> items(int number, RolloverSpec spec) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    X509CertificateHolder root = succession.superior(spec.issuingOnly());
    Instant rootEnd = spec.issuingOnly() ? end(root) : now.plus(spec.rootValidity());
    Instant issuingEnd = now.plus(spec.issuingValidity());
    List<RolloverPlan.Item> items = new ArrayList<>();
    if (!spec.issuingOnly()) {
      String name = root.getSubject().toString();
      items.add(new RolloverPlan.Item("root", name, rootEnd, "root-" + number + ".p12"));
      items.add(new RolloverPlan.Item("old-with-new", name, end(root), ""));
      items.add(new RolloverPlan.Item("new-with-old", name, end(root), ""));
    }
    items.add(
        new RolloverPlan.Item(
            "issuing",
            succession.nameOf(number).toString(),
            issuingEnd.isAfter(rootEnd) ? rootEnd : issuingEnd,
            "issuing-" + number + ".p12"));
    return items;
  }

  private static Instant end(X509CertificateHolder certificate) {
    return certificate.getNotAfter().toInstant();
  }

  private static Duration longest(Settings settings) {
    return settings.labels().values().stream()
        .map(label -> settings.profiles().get(label.profile()))
        .filter(Objects::nonNull)
        .map(ProfileConfig::validity)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
