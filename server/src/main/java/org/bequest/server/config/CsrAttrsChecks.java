package org.bequest.server.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.bequest.ca.demand.ProfileKey;
import org.bequest.ca.profile.ExtensionTreatment;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.pkix.WantedExtension;
import org.bequest.server.config.CsrAttrsSettings.Style;

/**
 * Demands that cannot be read, that the chosen style has no words for (RFC 7030 4.5.2: what is
 * required is said), or that the profile would refuse once they are met.
 */
final class CsrAttrsChecks {
  private final String label;
  private final CsrAttrsSettings settings;
  private final Profile profile;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  CsrAttrsChecks(
      String label,
      CsrAttrsSettings settings,
      Profile profile,
      BiConsumer<String, Complaint> fault) {
    this.label = label;
    this.settings = settings;
    this.profile = profile;
    this.fault = fault;
  }

  void run() {
    key();
    settings.signatures().forEach(s -> readable("signatures", s, () -> RequestDemands.scheme(s)));
    settings.subject().forEach(s -> readable("subject", s, () -> RequestDemands.name(s)));
    settings
        .alternatives()
        .forEach(a -> readable("alternatives", a, () -> RequestDemands.alternative(a)));
    settings
        .attributes()
        .entrySet()
        .forEach(e ->
            readable("attributes." + e.getKey(), e.getValue(), () -> RequestDemands.attribute(e)));
    settings.extensions().entrySet().forEach(this::extension);
    style();
  }

  private void readable(String key, String value, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      complain(key, value, String.valueOf(e.getMessage()));
    }
  }

  private void key() {
    if (settings.key().isEmpty()) {
      return;
    }
    Optional<KeyAlgorithm> key = KeyAlgorithm.named(settings.key());
    if (key.filter(profile.algorithms()::contains).isEmpty()) {
      complain("key", settings.key(), "not a kind of key that profile " + profile.name() + " has");
    }
  }

  private void extension(Map.Entry<String, String> entry) {
    String key = "extensions." + entry.getKey();
    readable(
        key,
        entry.getValue(),
        () -> {
          WantedExtension wanted = RequestDemands.extension(entry, profile);
          if (profile.treatment(wanted.id()) == ExtensionTreatment.REFUSE) {
            complain(key, entry.getValue(), "profile " + profile.name() + " refuses it: copy it");
          }
        });
  }

  private void style() {
    boolean open =
        !settings.subject().isEmpty()
            || settings.alternatives().stream().anyMatch(a -> a.endsWith(":"))
            || settings.extensions().containsValue("client");
    Style style = settings.style();
    if (style == Style.LIST && open) {
      complain("style", "list", "has no words for a subject or for what the client fills in");
    }
    boolean template =
        switch (style) {
          case AUTO -> open || !profile.copiedExtensions().isEmpty();
          case TEMPLATE, BOTH -> true;
          case LIST, APPENDIX_B -> false;
        };
    if (template && !settings.signatures().isEmpty()) {
      complain("signatures", "", "a template has no words for a signature scheme: use style list");
    }
    if (style == Style.APPENDIX_B && settings.signatures().size() > 1) {
      complain("signatures", "", "a request to be completed names one scheme only");
    }
    boolean anyKey =
        settings.key().isEmpty()
            && ProfileKey.common(profile.algorithms()) instanceof KeyDemand.Any;
    if (style == Style.APPENDIX_B && anyKey) {
      complain("key", "", "a request to be completed is for one kind of key: name it");
    }
  }

  private void complain(String key, String value, String reason) {
    fault.accept("labels." + label + ".csrattrs." + key, new Complaint(value, reason, ""));
  }
}
