package org.bequest.server.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.ca.names.NameGrant;
import org.bequest.server.auth.Caller;
import org.bequest.server.auth.Facts;
import org.bequest.server.names.Template.Firing;
import org.bequest.server.names.Template.Rule;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one label about what its callers may be named (security rule S-05). They see what
 * was proven of a caller, and nothing of the request. A rule whose facts are missing, or hold
 * something that would change the meaning of a name, does not count.
 */
public final class NameRules {
  /** Every caller may have the names that its credential grants by itself. */
  public static final NameRules NONE = new NameRules(null);

  private static final String NOTHING = "nothing:*";

  private final @Nullable Rules rules;

  /**
   * @param general for all callers
   * @param particular for some; a subject of theirs stands for that of {@code general}
   * @param patterns by the name of a fact: what its text must match
   * @param keepOwn whether what a credential grants by itself counts too
   */
  private record Rules(
      RuleSet.Ready general,
      List<RuleSet.Ready> particular,
      Map<String, Pattern> patterns,
      boolean keepOwn) {}

  private NameRules(@Nullable Rules rules) {
    this.rules = rules;
  }

  /**
   * @param general for all callers
   * @param particular for some; a subject of theirs stands for that of {@code general}
   * @param patterns by the name of a fact: what all of its text must match
   * @param keepOwn whether what a credential grants by itself counts too
   * @throws IllegalArgumentException when a rule cannot be read
   */
  public static NameRules of(
      RuleSet general, List<RuleSet> particular, Map<String, Pattern> patterns, boolean keepOwn) {
    List<RuleSet.Ready> ready = particular.stream().map(RuleSet::ready).toList();
    return new NameRules(new Rules(general.ready(), ready, Map.copyOf(patterns), keepOwn));
  }

  /**
   * The caller as the authority knows it, with the grant that these rules make. They are for
   * callers who ask for themselves: whom a registration authority may ask for is configured with
   * it, and an expired certificate has its own names.
   */
  public Requester requester(Caller caller) {
    return rules == null || keepsItsOwn(caller.requester())
        ? caller.requester()
        : caller.requester().withNames(grant(caller).names());
  }

  private static boolean keepsItsOwn(Requester requester) {
    return switch (requester.role()) {
      case Role.Itself _, Role.Foreign _ -> false;
      case Role.Expired _, Role.Registrar _ -> true;
    };
  }

  /** What these rules come to for a caller, and which of them. */
  public Grant grant(Caller caller) {
    Requester requester = caller.requester();
    return rules == null || keepsItsOwn(requester)
        ? new Grant(List.of(), List.of(), requester.names())
        : grant(rules, requester, caller.facts());
  }

  private static Grant grant(Rules rules, Requester requester, Facts facts) {
    Known known = new Known(facts, rules.patterns());
    List<Grant.Fired> fired = new ArrayList<>();
    List<Grant.Silent> silent = new ArrayList<>();
    List<HostRule> hosts = new ArrayList<>();
    for (Template template : templates(rules, requester, facts)) {
      switch (template.fire(known)) {
        case Firing.Silent(String why) -> silent.add(new Grant.Silent(template.text(), why));
        case Firing.Fired(var all) -> {
          List<String> plain =
              all.stream().filter(r -> r.hosts().isEmpty()).map(Rule::text).toList();
          all.stream()
              .filter(r -> !r.hosts().isEmpty())
              .forEach(r -> hosts.add(new HostRule(template.text(), r)));
          if (!plain.isEmpty()) {
            fired.add(new Grant.Fired(template.text(), plain));
          }
        }
      }
    }
    NameGrant granted = NameGrant.of(fired.stream().flatMap(f -> f.names().stream()).toList());
    for (HostRule rule : hosts) {
      if (rule.rule().hosts().stream().allMatch(h -> granted.allows(commonName(h)))) {
        fired.add(new Grant.Fired(rule.template(), List.of(rule.rule().text())));
      } else {
        silent.add(new Grant.Silent(rule.template(), HostRule.WHY));
      }
    }
    return new Grant(fired, silent, names(rules, requester, fired));
  }

  /** A rule that names a host in a common name, for which another rule has to speak. */
  private record HostRule(String template, Rule rule) {
    static final String WHY =
        "the common name would look like a host's, for which there is neither a rule (dns:, ip:)"
            + " nor a pattern of its fact";
  }

  private static AttributeTypeAndValue commonName(String text) {
    return new AttributeTypeAndValue(BCStyle.CN, new DERUTF8String(text));
  }

  private static List<Template> templates(Rules rules, Requester requester, Facts facts) {
    List<RuleSet.Ready> counting =
        rules.particular().stream().filter(s -> s.countsFor(requester, facts)).toList();
    List<Template> subjects = counting.stream().flatMap(s -> s.subjects().stream()).toList();
    List<Template> all =
        new ArrayList<>(subjects.isEmpty() ? rules.general().subjects() : subjects);
    all.addAll(rules.general().grants());
    counting.forEach(s -> all.addAll(s.grants()));
    return all;
  }

  /** Never an empty list, which would mean that nobody has said anything. */
  private static List<String> names(Rules rules, Requester requester, List<Grant.Fired> fired) {
    List<String> names =
        new ArrayList<>(fired.stream().flatMap(f -> f.names().stream()).distinct().toList());
    if (rules.keepOwn()) {
      names.addAll(OwnNames.of(requester));
    }
    return names.isEmpty() ? List.of(NOTHING) : names;
  }
}
