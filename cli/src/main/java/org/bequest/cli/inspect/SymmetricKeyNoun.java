package org.bequest.cli.inspect;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.keys.KeyPackageRules;
import org.bequest.formats.keys.OneSymmetricKey;
import org.bequest.formats.keys.SymmetricKeyPackage;
import org.bequest.formats.keys.pskc.AlgorithmParameters;
import org.bequest.formats.keys.pskc.ChallengeFormat;
import org.bequest.formats.keys.pskc.FriendlyName;
import org.bequest.formats.keys.pskc.KeyAttributes;
import org.bequest.formats.keys.pskc.KeyUsages;
import org.bequest.formats.keys.pskc.PinPolicy;
import org.bequest.formats.keys.pskc.PskcAttribute;
import org.bequest.formats.keys.pskc.PskcType;
import org.bequest.formats.keys.pskc.PskcValue;
import org.bequest.formats.keys.pskc.ResponseFormat;
import org.bequest.formats.keys.pskc.ValueMac;

/** Packages of secret keys (RFC 6031): all that is said of the keys, and how long they are. */
final class SymmetricKeyNoun implements Noun {
  @Override
  public List<Kind> contents() {
    return List.of(
        new Kind(CmsOids.SYMMETRIC_KEY_PACKAGE, "SymmetricKeyPackage", SymmetricKeyNoun::read));
  }

  private static Shown read(byte[] encoded, Inspection in) throws MalformedException {
    try (SymmetricKeyPackage keys =
        SymmetricKeyPackage.of(new Content(CmsOids.SYMMETRIC_KEY_PACKAGE, encoded))) {
      Shown shown =
          Shown.fields()
              .add("version", version(keys.version()))
              .add("sKeyPkgAttrs", attributes(keys.attributes(), in))
              .add("sKeys", Shown.list(keys.keys().stream().map(key -> key(key, in)).toList()))
              .add("further", further(keys.further(), in))
              .shown();
      for (KeyPackageRules.Finding finding : KeyPackageRules.check(keys)) {
        shown = shown.but(finding.toString());
      }
      return shown;
    }
  }

  private static Shown version(int version) {
    Shown shown = Shown.number(version).brief("v" + version);
    return version == 1 ? shown : shown.but("version v1 is to be used (RFC 6031 2)");
  }

  private static Shown key(OneSymmetricKey key, Inspection in) {
    byte[] value = key.key();
    return Shown.fields()
        .add("sKeyAttrs", attributes(key.attributes(), in))
        .add("sKey", Optional.ofNullable(value).map(octets -> Shown.hidden(octets.length)))
        .shown();
  }

  private static Optional<Shown> attributes(KeyAttributes attributes, Inspection in) {
    return attributes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Shown.list(attributes.attributes().stream().map(a -> attribute(a, in)).toList()));
  }

  private static Shown attribute(PskcAttribute attribute, Inspection in) {
    Shown values =
        switch (attribute) {
          case PskcAttribute.Known known ->
              Shown.list(known.values().stream().map(v -> value(known.type(), v, in)).toList());
          case PskcAttribute.Other other -> others(other.encodedValues(), in);
        };
    return Shown.fields()
        .add("attrType", in.oid(attribute.oid()))
        .add("attrValues", values)
        .shown();
  }

  private static Shown others(List<Encoded> values, Inspection in) {
    return Shown.list(values.stream().map(value -> other(value, in)).toList());
  }

  /** What nobody can tell from a secret is not shown. */
  private static Shown other(Encoded value, Inspection in) {
    try {
      return in.isSecret() ? Shown.hidden(value.length()) : in.any(value.value());
    } catch (MalformedException _) {
      return Shown.hidden(value.length());
    }
  }

  private static Shown value(PskcType type, PskcValue value, Inspection in) {
    return switch (value) {
      case PskcValue.TextValue(String text) -> Shown.text(text);
      case PskcValue.TimeValue(Instant time) -> Shown.time(time);
      case PskcValue.NumberValue(BigInteger number) -> number(type, number);
      case FriendlyName name -> friendlyName(name);
      case AlgorithmParameters parameters -> parameters(parameters, in);
      case ValueMac mac ->
          Shown.fields().add("macAlgorithm", mac.macAlgorithm()).add("mac", mac.mac()).shown();
      case KeyUsages usages ->
          Shown.list(usages.usages().stream().map(u -> Shown.text(u.word())).toList());
      case PinPolicy policy -> pinPolicy(policy);
    };
  }

  /** RFC 6019: a time is seconds since 1970, unless it counts intervals (RFC 6031 3.2.9). */
  private static Shown number(PskcType type, BigInteger number) {
    Shown shown = Shown.number(number);
    if (type != PskcType.TIME) {
      return shown;
    }
    try {
      return shown.brief(number + " (" + Instant.ofEpochSecond(number.longValueExact()) + ")");
    } catch (ArithmeticException | DateTimeException _) {
      return shown;
    }
  }

  private static Shown friendlyName(FriendlyName name) {
    return Shown.fields()
        .add("friendlyName", name.text())
        .add("friendlyNameLangTag", name.languageTag().map(Shown::text))
        .shown();
  }

  private static Shown parameters(AlgorithmParameters parameters, Inspection in) {
    return switch (parameters) {
      case AlgorithmParameters.Suite(String suite) -> Shown.fields().add("suite", suite).shown();
      case AlgorithmParameters.Other(Encoded value) -> other(value, in);
      case ChallengeFormat challenge ->
          Shown.fields().add("challengeFormat", challenge(challenge, in)).shown();
      case ResponseFormat response ->
          Shown.fields().add("responseFormat", response(response, in)).shown();
    };
  }

  private static Shown challenge(ChallengeFormat format, Inspection in) {
    return Shown.fields()
        .add("encoding", format.encoding().name())
        .add("checkDigit", Shown.flag(format.checkDigit()))
        .add("min", Shown.number(format.min()))
        .add("max", Shown.number(format.max()))
        .add("further", further(format.further(), in))
        .shown();
  }

  private static Shown response(ResponseFormat format, Inspection in) {
    return Shown.fields()
        .add("encoding", format.encoding().name())
        .add("length", Shown.number(format.length()))
        .add("checkDigit", Shown.flag(format.checkDigit()))
        .add("further", further(format.further(), in))
        .shown();
  }

  private static Optional<Shown> further(List<Encoded> fields, Inspection in) {
    return fields.isEmpty() ? Optional.empty() : Optional.of(others(fields, in));
  }

  private static Shown pinPolicy(PinPolicy policy) {
    return Shown.fields()
        .add("pinKeyId", policy.keyId().map(Shown::text))
        .add("pinUsageMode", policy.usageMode().word())
        .add("maxFailedAttempts", policy.maxFailedAttempts().map(Shown::number))
        .add("minLength", policy.minLength().map(Shown::number))
        .add("maxLength", policy.maxLength().map(Shown::number))
        .add("pinEncoding", policy.encoding().map(e -> Shown.text(e.name())))
        .shown();
  }
}
