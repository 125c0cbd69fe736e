package org.bequest.server.config;

import java.util.List;
import java.util.Map;

/**
 * What callers of a label may be named, made of what their credential has proven (security rule
 * S-05). Without a rule, a caller may have the names that its credential grants by itself.
 *
 * @param subject RFC 4514 name with facts in it, {@code CN=${otp.name},O=Plant 7}; empty for none
 * @param grants rules as {@link org.bequest.ca.names.NameRule} reads them, with facts in them
 * @param rules further ones, which count for some callers only
 * @param patterns by the name of a fact: what all of its text must match before it is used
 * @param keepOwn whether what the credential grants by itself counts too
 */
public record NamesSettings(
    String subject,
    List<String> grants,
    Map<String, Rules> rules,
    Map<String, String> patterns,
    Boolean keepOwn) {
  public NamesSettings {
    subject = subject == null ? "" : subject;
    grants = grants == null ? List.of() : List.copyOf(grants);
    rules = rules == null ? Map.of() : Map.copyOf(rules);
    patterns = patterns == null ? Map.of() : Map.copyOf(patterns);
    keepOwn = keepOwn != null && keepOwn;
  }

  /** Whether there is a rule at all. */
  public boolean present() {
    return !subject.isEmpty() || !grants.isEmpty() || !rules.isEmpty();
  }

  /**
   * Rules for callers who came in one of these ways.
   *
   * @param authenticators any when it is empty
   * @param anchors of the caller's certificate: names of sections of {@code anchors}, {@value
   *     ClientCertificateSettings#OWN}; any, or no certificate, when it is empty
   */
  public record Rules(
      List<LabelSettings.Authentication> authenticators,
      List<String> anchors,
      String subject,
      List<String> grants) {
    public Rules {
      authenticators = authenticators == null ? List.of() : List.copyOf(authenticators);
      anchors = anchors == null ? List.of() : List.copyOf(anchors);
      subject = subject == null ? "" : subject;
      grants = grants == null ? List.of() : List.copyOf(grants);
    }
  }
}
