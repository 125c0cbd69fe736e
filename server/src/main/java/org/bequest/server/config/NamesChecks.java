package org.bequest.server.config;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.bequest.server.names.RuleSet;

/** Rules about names that cannot be read, or would never count. */
final class NamesChecks {
  private final String key;
  private final LabelSettings label;
  private final Settings settings;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  NamesChecks(
      String name, LabelSettings label, Settings settings, BiConsumer<String, Complaint> fault) {
    this.key = "labels." + name + ".names";
    this.label = label;
    this.settings = settings;
    this.fault = fault;
  }

  void run() {
    NamesSettings names = label.names();
    rules(key, names.subject(), names.grants());
    names.rules().forEach(this::particular);
    names.patterns().forEach(this::pattern);
    if (!names.present() && !names.patterns().isEmpty()) {
      fault.accept(key, Complaint.of("patterns without a rule: names nobody"));
    }
  }

  private void rules(String place, String subject, List<String> grants) {
    if (!subject.isEmpty()) {
      attempt(place + ".subject", subject, RuleSet::checkSubject);
    }
    for (int i = 0; i < grants.size(); i++) {
      attempt(place + ".grants[" + i + "]", grants.get(i), RuleSet::checkGrant);
    }
  }

  private void particular(String name, NamesSettings.Rules rules) {
    String place = key + ".rules." + name;
    rules(place, rules.subject(), rules.grants());
    rules.authenticators().stream()
        .filter(a -> label.authenticators().stream().noneMatch(together -> together.contains(a)))
        .forEach(a ->
            fault.accept(
                place + ".authenticators",
                new Complaint(Scalars.show(a), "none of the label's authenticators", "")));
    for (String anchors : rules.anchors()) {
      if (!anchors.equals(ClientCertificateSettings.OWN)
          && !settings.anchors().containsKey(anchors)) {
        String hint = Similar.hint(anchors, settings.anchors().keySet());
        fault.accept(place + ".anchors", new Complaint(anchors, "there are no such anchors", hint));
      }
    }
    if (rules.subject().isEmpty() && rules.grants().isEmpty()) {
      fault.accept(place, Complaint.of("neither a subject nor grants"));
    }
  }

  private void pattern(String fact, String pattern) {
    String place = key + ".patterns." + fact;
    if (!RuleSet.isFact(fact)) {
      fault.accept(place, new Complaint(fact, "no fact has this name", ""));
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      fault.accept(
          place, new Complaint(pattern, "no regular expression: " + e.getDescription(), ""));
    }
  }

  private void attempt(String place, String rule, Consumer<String> read) {
    try {
      read.accept(rule);
    } catch (IllegalArgumentException e) {
      fault.accept(place, new Complaint(rule, String.valueOf(e.getMessage()), ""));
    }
  }
}
