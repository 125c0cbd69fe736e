package org.bequest.server.setup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.ca.demand.DemandRules;
import org.bequest.ca.demand.ProfileKey;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.local.RenewalRules;
import org.bequest.ca.local.RenewalRules.KeyRule;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.pkix.WantedAttribute;
import org.bequest.formats.pkix.WantedExtension;
import org.bequest.formats.pkix.WantedName;
import org.bequest.server.config.CsrAttrsSettings;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.config.RenewalSettings;
import org.bequest.server.config.RequestDemands;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** From a label's settings to what its authority demands of requests and renewals. */
final class RequestRules {
  private RequestRules() {}

  static LabelRules of(LabelSettings label, Profile profile) {
    return new LabelRules(demands(label, profile), renewal(label.renewal()));
  }

  private static DemandRules demands(LabelSettings label, Profile profile) {
    CsrAttrsSettings settings = label.csrattrs();
    CsrDemands demands =
        new CsrDemands(
            subject(settings),
            key(settings),
            extensions(settings, profile),
            named(label),
            attributes(settings));
    List<String> granted =
        Stream.concat(settings.subject().stream(), settings.alternatives().stream())
            .filter(RequestRules::isDictated)
            .toList();
    return new DemandRules(style(settings.style()), demands, granted);
  }

  /** With a value, which then is a rule of a grant too. */
  private static boolean isDictated(String text) {
    return text.indexOf('=') > 0 || text.indexOf(':') < text.length() - 1;
  }

  private static List<List<WantedName>> subject(CsrAttrsSettings settings) {
    return settings.subject().stream().map(RequestDemands::name).map(List::of).toList();
  }

  private static KeyDemand key(CsrAttrsSettings settings) {
    return KeyAlgorithm.named(settings.key()).map(ProfileKey::of).orElseGet(KeyDemand.Any::new);
  }

  private static List<WantedExtension> extensions(CsrAttrsSettings settings, Profile profile) {
    List<WantedExtension> wanted = new ArrayList<>();
    RequestDemands.alternatives(settings.alternatives()).ifPresent(wanted::add);
    settings.extensions().entrySet().stream()
        .map(e -> RequestDemands.extension(e, profile))
        .sorted((a, b) -> a.id().getId().compareTo(b.id().getId()))
        .forEach(wanted::add);
    return wanted;
  }

  private static List<WantedAttribute> attributes(CsrAttrsSettings settings) {
    return settings.attributes().entrySet().stream()
        .flatMap(e -> RequestDemands.attribute(e).stream())
        .sorted((a, b) -> a.type().getId().compareTo(b.type().getId()))
        .toList();
  }

  /** RFC 7894 4: every challenge that is looked at is advertised. */
  private static Set<ASN1ObjectIdentifier> named(LabelSettings label) {
    Set<ASN1ObjectIdentifier> named = new LinkedHashSet<>(ChallengeDemands.of(label));
    if (label.challenges().revocation()) {
      named.add(EstOids.REVOCATION_CHALLENGE);
    }
    label.csrattrs().signatures().stream().map(RequestDemands::scheme).forEach(named::add);
    label.csrattrs().attributes().entrySet().stream()
        .filter(e -> RequestDemands.attribute(e).isEmpty())
        .forEach(e -> named.add(RequestDemands.identifier(e.getKey())));
    return named;
  }

  private static Optional<CsrAttributes.Style> style(CsrAttrsSettings.Style style) {
    return switch (style) {
      case AUTO -> Optional.empty();
      case LIST -> Optional.of(CsrAttributes.Style.LIST);
      case TEMPLATE -> Optional.of(CsrAttributes.Style.TEMPLATE);
      case BOTH -> Optional.of(CsrAttributes.Style.BOTH);
      case APPENDIX_B -> Optional.of(CsrAttributes.Style.APPENDIX_B);
    };
  }

  private static RenewalRules renewal(RenewalSettings settings) {
    return new RenewalRules(
        limit(settings.window()),
        keys(settings),
        limit(settings.maxLife()),
        settings.maxLive() == 0 ? OptionalInt.empty() : OptionalInt.of(settings.maxLive()),
        switch (settings.revokeOld()) {
          case NEVER -> Optional.empty();
          case AT_ONCE -> Optional.of(Duration.ZERO);
          case LATER -> Optional.of(settings.revokeAfter());
        },
        settings.enroll() == RenewalSettings.Enroll.ALLOWED,
        Set.copyOf(settings.profiles()));
  }

  private static KeyRule keys(RenewalSettings settings) {
    return switch (settings.keys()) {
      case ANY -> new KeyRule.Any();
      case NEW -> new KeyRule.New();
      case SAME_AT_MOST -> new KeyRule.SameAtMost(settings.sameKeyLimit());
    };
  }

  private static Optional<Duration> limit(Duration setting) {
    return setting.isZero() ? Optional.empty() : Optional.of(setting);
  }
}
