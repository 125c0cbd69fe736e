package org.bequest.server.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bequest.ca.names.HostLikeName;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.AttributeValues;
import org.bequest.formats.pkix.NameText;
import org.bequest.server.names.Known.Use;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * {@code CN=${otp.name},O=Plant 7}: taken apart before any fact is known, and put together from
 * values, so that no fact can add an attribute.
 *
 * @param kind {@code subject:} or {@code directory:}
 */
record SubjectTemplate(String text, String kind, List<List<Attribute>> rdns) implements Template {
  private static final String SUBJECT = "subject:";
  private static final String DIRECTORY = "directory:";

  /** A type, and its value in pieces, or as it was encoded. */
  record Attribute(ASN1ObjectIdentifier type, Pieces pieces, ASN1Encodable encoded) {
    ASN1Encodable value(Map<String, String> facts) throws MalformedException {
      return pieces.all().isEmpty() ? encoded : AttributeValues.of(type, pieces.filled(facts));
    }
  }

  SubjectTemplate {
    rdns = List.copyOf(rdns);
  }

  /** A whole subject, by RFC 4514. */
  static SubjectTemplate subject(String text) {
    return parse(text, SUBJECT, text);
  }

  /** Whether a rule is about a whole name. */
  static boolean isFor(String rule) {
    return rule.startsWith(SUBJECT) || rule.startsWith(DIRECTORY);
  }

  /** A rule about a whole name. */
  static SubjectTemplate rule(String rule) {
    String kind = rule.startsWith(SUBJECT) ? SUBJECT : DIRECTORY;
    return parse(rule, kind, rule.substring(kind.length()));
  }

  /**
   * @throws IllegalArgumentException with one clause that says what is wrong
   */
  private static SubjectTemplate parse(String text, String kind, String name) {
    try {
      List<List<Attribute>> rdns = new ArrayList<>();
      for (RDN rdn : NameText.parseTemplate(name).getRDNs()) {
        rdns.add(Arrays.stream(rdn.getTypesAndValues()).map(SubjectTemplate::attribute).toList());
      }
      if (rdns.isEmpty()) {
        throw new IllegalArgumentException("names nobody");
      }
      SubjectTemplate template = new SubjectTemplate(text, kind, rdns);
      Map<String, String> samples = new HashMap<>();
      template.keys().forEach(key -> samples.put(key, Place.ATTRIBUTE.sample()));
      template.name(samples);
      return template;
    } catch (MalformedException e) {
      throw new IllegalArgumentException("is " + e.getMessage(), e);
    }
  }

  private static Attribute attribute(AttributeTypeAndValue attribute) {
    Pieces pieces =
        attribute.getValue() instanceof ASN1UTF8String text
            ? Pieces.parse(text.getString())
            : new Pieces(List.of());
    return new Attribute(attribute.getType(), pieces, attribute.getValue());
  }

  private List<String> keys() {
    return attributes().flatMap(a -> a.pieces().keys().stream()).distinct().toList();
  }

  private Stream<Attribute> attributes() {
    return rdns.stream().flatMap(List::stream);
  }

  @Override
  public Firing fire(Known known) {
    List<Use> uses = keys().stream().map(key -> new Use(key, Place.ATTRIBUTE)).toList();
    return switch (known.values(uses)) {
      case Known.Values.Missing(String why) -> new Firing.Silent(why);
      case Known.Values.Usable(var combinations) ->
          combinations.size() == 1
              ? fire(combinations.getFirst(), known)
              : new Firing.Silent("a fact in it has several values");
    };
  }

  private Firing fire(Map<String, String> facts, Known known) {
    try {
      X500Name name = name(facts);
      String rule = NameText.of(name);
      // What the authority will read is what was put together here, or nothing.
      return Arrays.equals(encoded(NameText.parse(rule)), encoded(name))
          ? new Firing.Fired(List.of(new Rule(kind + rule, hosts(facts, known))))
          : new Firing.Silent("the name cannot be written");
    } catch (MalformedException e) {
      return new Firing.Silent("the name would be " + e.getMessage());
    }
  }

  private X500Name name(Map<String, String> facts) throws MalformedException {
    RDN[] built = new RDN[rdns.size()];
    for (int i = 0; i < built.length; i++) {
      List<Attribute> attributes = rdns.get(i);
      AttributeTypeAndValue[] values = new AttributeTypeAndValue[attributes.size()];
      for (int j = 0; j < values.length; j++) {
        Attribute attribute = attributes.get(j);
        values[j] = new AttributeTypeAndValue(attribute.type(), attribute.value(facts));
      }
      built[i] = new RDN(values);
    }
    return new X500Name(built);
  }

  private List<String> hosts(Map<String, String> facts, Known known) {
    return attributes()
        .filter(a -> a.type().equals(BCStyle.CN) && !a.pieces().keys().isEmpty())
        .filter(a -> !known.vetted(a.pieces().keys()))
        .map(a -> a.pieces().filled(facts))
        .filter(HostLikeName::is)
        .toList();
  }

  private static byte[] encoded(X500Name name) {
    try {
      return name.getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
