package org.bequest.cli.device;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.EmptyNames;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.pkix.WantedAttribute;
import org.bequest.formats.pkix.WantedExtension;
import org.bequest.formats.pkix.WantedName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.operator.DefaultSignatureNameFinder;

/** What a server wants in requests, for people and for programs. */
public record DemandText(CsrDemands demands) {
  private static final String OPEN = "(yours)";

  private static final Map<ASN1ObjectIdentifier, String> WORDS =
      Map.of(
          EstOids.CHALLENGE_PASSWORD, "challengePassword",
          EstOids.OTP_CHALLENGE, "otpChallenge",
          EstOids.REVOCATION_CHALLENGE, "revocationChallenge",
          EstOids.EST_IDENTITY_LINKING, "estIdentityLinking",
          Extension.subjectAlternativeName, "subjectAltName",
          Extension.keyUsage, "keyUsage",
          Extension.extendedKeyUsage, "extKeyUsage");

  /** By what it is about; what is not wanted is not there. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", key());
    fields.put("signatures", demands.signatureSchemes().stream().map(DemandText::scheme).toList());
    fields.put(
        "subject", demands.subject().stream().flatMap(List::stream).map(this::name).toList());
    fields.put("extensions", demands.extensions().stream().map(this::extension).toList());
    fields.put("attributes", attributes());
    return fields;
  }

  /** A line for each thing that is wanted; empty when nothing is. */
  public String text() {
    List<String> lines = new ArrayList<>();
    fields()
        .forEach((about, value) -> {
          String said = value instanceof List<?> list ? join(list) : value.toString();
          if (!said.isEmpty()) {
            lines.add(about + ": " + said);
          }
        });
    return String.join(System.lineSeparator(), lines);
  }

  private static String join(List<?> values) {
    return String.join(", ", values.stream().map(Object::toString).toList());
  }

  private String key() {
    return switch (demands.key()) {
      case KeyDemand.Any _ -> "any";
      case KeyDemand.Rsa(int bits) -> bits == 0 ? "rsa" : "rsa-" + bits;
      case KeyDemand.Of(var algorithm) ->
          algorithm.getParameters() instanceof ASN1ObjectIdentifier curve
              ? curve(curve)
              : plain(algorithm);
    };
  }

  private static String curve(ASN1ObjectIdentifier curve) {
    String name = ECNamedCurveTable.getName(curve);
    return name == null ? curve.getId() : name;
  }

  private static String plain(AlgorithmIdentifier algorithm) {
    return Stream.of(KeyAlgorithm.values())
        .filter(k -> k.keyIdentifier().equals(algorithm))
        .map(KeyAlgorithm::configName)
        .findFirst()
        .orElseGet(() -> word(algorithm.getAlgorithm()));
  }

  private static String scheme(ASN1ObjectIdentifier oid) {
    var names = new DefaultSignatureNameFinder();
    return names.hasAlgorithmName(oid) ? names.getAlgorithmName(oid) : oid.getId();
  }

  private String name(WantedName name) {
    return word(name.type())
        + "="
        + name.value()
            .map(v -> v instanceof ASN1String text ? text.getString() : v.toString())
            .orElse(OPEN);
  }

  private String extension(WantedExtension extension) {
    String critical = extension.critical() ? " (critical)" : "";
    return word(extension.id())
        + critical
        + "="
        + extension.value().map(v -> value(extension, v)).orElse(OPEN);
  }

  private static String value(WantedExtension extension, byte[] value) {
    if (!extension.isAlternativeName()) {
      return HexFormat.of().formatHex(value);
    }
    try {
      return String.join(
          "+",
          Stream.of(GeneralNames.getInstance(value).getNames()).map(DemandText::general).toList());
    } catch (IllegalArgumentException _) {
      return HexFormat.of().formatHex(value);
    }
  }

  private static String general(GeneralName name) {
    return EmptyNames.is(name) ? name.getTagNo() + ":" + OPEN : name.toString();
  }

  private List<String> attributes() {
    List<ASN1ObjectIdentifier> schemes = demands.signatureSchemes();
    Stream<String> named =
        demands.named().stream()
            .filter(oid -> !schemes.contains(oid))
            .map(DemandText::word)
            .sorted();
    return Stream.concat(named, demands.attributes().stream().map(DemandText::attribute)).toList();
  }

  private static String attribute(WantedAttribute attribute) {
    return word(attribute.type()) + "=" + attribute.values();
  }

  private static String word(ASN1ObjectIdentifier oid) {
    String known = WORDS.get(oid);
    String symbol = known == null ? BCStyle.INSTANCE.oidToDisplayName(oid) : known;
    return symbol == null ? oid.getId() : symbol;
  }
}
