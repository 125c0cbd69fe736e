package org.bequest.server.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.server.auth.Facts;

/**
 * Rules that count for some callers.
 *
 * @param authenticators by the words of {@link Facts#AUTHENTICATOR}; any when it is empty
 * @param anchors of the caller's certificate; any, or no certificate, when it is empty
 * @param subject of these callers; none when it is empty
 * @param grants what they may be named beside
 */
public record RuleSet(
    Set<String> authenticators, Set<String> anchors, String subject, List<String> grants) {
  private static final String OWN = "own";

  public RuleSet {
    authenticators = Set.copyOf(authenticators);
    anchors = Set.copyOf(anchors);
    grants = List.copyOf(grants);
  }

  /** Rules that count for all. */
  public static RuleSet forAll(String subject, List<String> grants) {
    return new RuleSet(Set.of(), Set.of(), subject, grants);
  }

  /**
   * Tries a subject with facts in it.
   *
   * @throws IllegalArgumentException with one clause that says what is wrong
   */
  public static void checkSubject(String subject) {
    SubjectTemplate.subject(subject);
  }

  /**
   * Tries a rule with facts in it.
   *
   * @throws IllegalArgumentException with one clause that says what is wrong
   */
  public static void checkGrant(String grant) {
    grant(grant);
  }

  /** Whether rules may speak of a fact with this name. */
  public static boolean isFact(String key) {
    return FactNames.known(key);
  }

  private static Template grant(String text) {
    return SubjectTemplate.isFor(text) ? SubjectTemplate.rule(text) : PatternTemplate.parse(text);
  }

  /** Ready to be asked about callers. */
  Ready ready() {
    List<Template> templates = new ArrayList<>();
    grants.forEach(g -> templates.add(grant(g)));
    List<Template> whole =
        subject.isEmpty() ? List.of() : List.of(SubjectTemplate.subject(subject));
    return new Ready(this, whole, List.copyOf(templates));
  }

  /**
   * The same, its texts read.
   *
   * @param subjects one at most
   */
  record Ready(RuleSet source, List<Template> subjects, List<Template> grants) {
    boolean countsFor(Requester requester, Facts facts) {
      return matches(source.authenticators, facts.of(Facts.AUTHENTICATOR))
          && matches(source.anchors, anchors(requester));
    }
  }

  private static boolean matches(Set<String> wanted, List<String> given) {
    return wanted.isEmpty() || given.stream().anyMatch(wanted::contains);
  }

  private static List<String> anchors(Requester requester) {
    return switch (requester.role()) {
      case Role.Foreign(String name) -> List.of(name);
      case Role.Itself _ -> requester.certificate().isPresent() ? List.of(OWN) : List.of();
      case Role.Expired _ -> List.of(OWN);
      case Role.Registrar _ -> List.of();
    };
  }
}
