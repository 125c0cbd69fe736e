package org.bequest.formats.keys;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.keys.pskc.AlgorithmParameters;
import org.bequest.formats.keys.pskc.ChallengeFormat;
import org.bequest.formats.keys.pskc.FriendlyName;
import org.bequest.formats.keys.pskc.KeyAttributes;
import org.bequest.formats.keys.pskc.KeyUsages;
import org.bequest.formats.keys.pskc.PinPolicy;
import org.bequest.formats.keys.pskc.PskcAttribute;
import org.bequest.formats.keys.pskc.PskcType;
import org.bequest.formats.keys.pskc.PskcType.Level;
import org.bequest.formats.keys.pskc.PskcValue;
import org.bequest.formats.keys.pskc.ResponseFormat;
import org.bequest.formats.keys.pskc.ValueEncoding;
import org.bequest.formats.keys.pskc.ValueMac;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The rules for a {@link SymmetricKeyPackage} that its grammar does not hold. We write none that
 * breaks one; a package of others that does is read, and told of.
 */
public final class KeyPackageRules {
  /** What is wrong, with the section of RFC 6031 that says so. */
  public enum Rule {
    MISSING_KEY_ID("no keyId", "3"),
    MISSING_ALGORITHM("no algorithm", "3"),
    /** What is said of the package is not said of a key too. */
    AT_BOTH_LEVELS("said of the package and of a key", "2"),
    /** What is said of a device is said of the package, the rest of a key. */
    AT_WRONG_LEVEL("does not belong here", "3"),
    /** One attribute of a kind, and, but for algorithm parameters, with one value. */
    REPEATED("said more than once", "3"),
    MANUFACTURER_WITHOUT_REGISTRY("neither from OATH's list nor from IANA's", "3.1.1.1"),
    FINER_THAN_MILLISECONDS("finer than milliseconds", "3.1.1.6"),
    NOT_A_DISTINGUISHED_NAME("not a distinguished name of RFC 4514", "3.1.1.8"),
    NOT_A_LANGUAGE_TAG("not a language tag of RFC 5646", "3.2.6"),
    CHECK_DIGIT_NOT_DECIMAL("a check digit where nothing is decimal", "3.2.7"),
    NOT_BASE64("not base64", "3.2.12"),
    /** Keys of one package that cannot be told apart. */
    SAME_KEY_ID("a keyId that another key has", "3.2.1");

    private final String text;
    private final String section;

    Rule(String text, String section) {
      this.text = text;
      this.section = section;
    }
  }

  /**
   * @param path of what breaks the rule
   */
  public record Finding(Rule rule, String path) {
    /** One clause. */
    @Override
    public String toString() {
      return "%s at %s (RFC 6031 %s)".formatted(rule.text, path, rule.section);
    }
  }

  private final List<Finding> findings = new ArrayList<>();

  private KeyPackageRules() {}

  /** In the order of the package; none when it keeps them all. */
  public static List<Finding> check(SymmetricKeyPackage keys) {
    KeyPackageRules rules = new KeyPackageRules();
    Set<ASN1ObjectIdentifier> ofPackage =
        rules.list(keys.attributes(), Level.PACKAGE, "/sKeyPkgAttrs");
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < keys.keys().size(); i++) {
      String path = "/sKeys/" + i;
      KeyAttributes own = keys.keys().get(i).attributes();
      rules.mandatory(own, path);
      rules.overlap(rules.list(own, Level.KEY, path), ofPackage, path);
      own.text(PskcType.KEY_ID)
          .filter(id -> !ids.add(id))
          .ifPresent(_ -> rules.found(Rule.SAME_KEY_ID, path));
    }
    return List.copyOf(rules.findings);
  }

  private void found(Rule rule, String path) {
    findings.add(new Finding(rule, path));
  }

  private void mandatory(KeyAttributes own, String path) {
    if (own.first(PskcType.KEY_ID).isEmpty()) {
      found(Rule.MISSING_KEY_ID, path);
    }
    if (own.first(PskcType.ALGORITHM).isEmpty()) {
      found(Rule.MISSING_ALGORITHM, path);
    }
  }

  private void overlap(
      Collection<ASN1ObjectIdentifier> ofKey, Set<ASN1ObjectIdentifier> ofPackage, String path) {
    if (ofKey.stream().anyMatch(ofPackage::contains)) {
      found(Rule.AT_BOTH_LEVELS, path);
    }
  }

  /** Returns the types in the list. */
  private Set<ASN1ObjectIdentifier> list(KeyAttributes list, Level level, String path) {
    Set<ASN1ObjectIdentifier> seen = new HashSet<>();
    for (PskcAttribute attribute : list.attributes()) {
      if (!seen.add(attribute.oid())) {
        found(Rule.REPEATED, path + "/" + attribute.oid());
      }
      if (attribute instanceof PskcAttribute.Known known) {
        known(known, level, path + "/" + known.type().word());
      }
    }
    return seen;
  }

  private void known(PskcAttribute.Known attribute, Level level, String path) {
    if (attribute.type().level() != level) {
      found(Rule.AT_WRONG_LEVEL, path);
    }
    if (attribute.values().size() > 1 && attribute.type() != PskcType.ALGORITHM_PARAMETERS) {
      found(Rule.REPEATED, path);
    }
    attribute.values().stream()
        .flatMap(value -> broken(attribute.type(), value).stream())
        .forEach(rule -> found(rule, path));
  }

  private static Optional<Rule> broken(PskcType type, PskcValue value) {
    return switch (value) {
      case PskcValue.TextValue(String text) -> text(type, text);
      case PskcValue.TimeValue(Instant time) ->
          when(!time.equals(time.truncatedTo(ChronoUnit.MILLIS)), Rule.FINER_THAN_MILLISECONDS);
      case FriendlyName name -> when(!isLanguage(name.language()), Rule.NOT_A_LANGUAGE_TAG);
      case ChallengeFormat format -> checkDigit(format.checkDigit(), format.encoding());
      case ResponseFormat format -> checkDigit(format.checkDigit(), format.encoding());
      case ValueMac mac -> when(mac.octets().isEmpty(), Rule.NOT_BASE64);
      case PskcValue.NumberValue _,
          AlgorithmParameters.Suite _,
          AlgorithmParameters.Other _,
          KeyUsages _,
          PinPolicy _ ->
          Optional.empty();
    };
  }

  private static Optional<Rule> text(PskcType type, String text) {
    return switch (type) {
      case MANUFACTURER ->
          when(
              !text.startsWith("oath.") && !text.startsWith("iana."),
              Rule.MANUFACTURER_WITHOUT_REGISTRY);
      case DEVICE_USER_ID, KEY_USER_ID -> when(!isName(text), Rule.NOT_A_DISTINGUISHED_NAME);
      default -> Optional.empty();
    };
  }

  private static Optional<Rule> checkDigit(boolean present, ValueEncoding encoding) {
    return when(present && encoding != ValueEncoding.DECIMAL, Rule.CHECK_DIGIT_NOT_DECIMAL);
  }

  private static Optional<Rule> when(boolean broken, Rule rule) {
    return broken ? Optional.of(rule) : Optional.empty();
  }

  private static boolean isName(String text) {
    try {
      return NameText.parse(text).size() > 0;
    } catch (MalformedException e) {
      return false;
    }
  }

  private static boolean isLanguage(String tag) {
    try {
      return !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException e) {
      return false;
    }
  }
}
