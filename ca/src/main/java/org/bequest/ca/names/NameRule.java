package org.bequest.ca.names;

import java.util.Locale;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * One rule of a grant: which attribute of a subject, or which alternative name, its holder may
 * have.
 *
 * <table>
 * <caption>Forms</caption>
 * <tr><td>{@code CN=device-*}</td><td>an attribute of the subject, by its RFC 4514 name or dotted
 * identifier; {@code *} is any text; case counts. A common name that looks like the name or address
 * of a host is covered by a rule without {@code *} only</td></tr>
 * <tr><td>{@code subject:CN=a,O=b}</td><td>exactly this subject</td></tr>
 * <tr><td>{@code dns:*.plant7.example}</td><td>a DNS name; {@code *} stays within a label</td></tr>
 * <tr><td>{@code wildcard:plant7.example}</td><td>the wildcard name {@code *.plant7.example}
 * itself</td></tr>
 * <tr><td>{@code ip:10.0.0.0/8}</td><td>an address or a network</td></tr>
 * <tr><td>{@code uri:urn:dev:*}</td><td>a URI; {@code *} crosses none of {@code / ? # @}</td></tr>
 * <tr><td>{@code email:*@plant7.example}</td><td>a mailbox; {@code *} does not cross {@code @}</td>
 * </tr>
 * <tr><td>{@code upn:*@plant7.example}</td><td>a user principal name, the same way</td></tr>
 * <tr><td>{@code directory:CN=a,O=b}</td><td>exactly this directoryName</td></tr>
 * <tr><td>{@code registered-id:1.2.3}</td><td>exactly this registeredID</td></tr>
 * <tr><td>{@code hardware-module:1.2.3/0a*}</td><td>a HardwareModuleName of this type, its serial
 * number in hexadecimal</td></tr>
 * <tr><td>{@code other:1.2.3}</td><td>any other otherName of this type, any value</td></tr>
 * <tr><td>{@code nothing:*}</td><td>no name</td></tr>
 * </table>
 *
 * <p>A rule about DNS names, wildcards or addresses also covers a common name that is one.
 */
public sealed interface NameRule
    permits AddressRule,
        AttributeRule,
        DirectoryRule,
        DnsRule,
        HardwareModuleRule,
        NothingRule,
        OtherNameRule,
        RegisteredIdRule,
        SubjectRule,
        TextRule,
        UserPrincipalRule,
        WildcardRule {
  /** Whether the subject may have this attribute. */
  default boolean allows(AttributeTypeAndValue attribute) {
    return false;
  }

  /** Whether the certificate may have this alternative name. */
  default boolean allows(GeneralName name) {
    return false;
  }

  /**
   * Reads one rule.
   *
   * @throws IllegalArgumentException with one clause that says what is wrong
   */
  static NameRule parse(String rule) {
    int colon = rule.indexOf(':');
    int equals = rule.indexOf('=');
    if (equals > 0 && (colon < 0 || equals < colon)) {
      return attribute(rule.substring(0, equals), rule.substring(equals + 1));
    }
    if (colon < 0 || colon == rule.length() - 1) {
      throw new IllegalArgumentException("is neither TYPE=value nor kind:value");
    }
    return alternative(rule.substring(0, colon), rule.substring(colon + 1));
  }

  private static NameRule attribute(String type, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("has no value after the equals sign");
    }
    ASN1ObjectIdentifier id = BCStyle.INSTANCE.attrNameToOID(type.strip());
    return new AttributeRule(id, new Glob(value, ""));
  }

  private static NameRule alternative(String kind, String value) {
    return switch (kind) {
      case "subject" -> new SubjectRule(name(value));
      case "dns" -> DnsRule.parse(value);
      case "wildcard" -> new WildcardRule(value.toLowerCase(Locale.ROOT));
      case "ip" -> AddressRule.parse(value);
      case "uri" -> new TextRule(GeneralName.uniformResourceIdentifier, new Glob(value, "/?#@\\"));
      case "email" -> new TextRule(GeneralName.rfc822Name, new Glob(value, "@"));
      case "upn" -> new UserPrincipalRule(new Glob(value, "@"));
      case "directory" -> new DirectoryRule(name(value));
      case "registered-id" -> new RegisteredIdRule(new ASN1ObjectIdentifier(value));
      case "hardware-module" -> HardwareModuleRule.parse(value);
      case "nothing" -> new NothingRule();
      case "other" -> new OtherNameRule(new ASN1ObjectIdentifier(value));
      default -> throw new IllegalArgumentException("begins with an unknown kind: " + kind);
    };
  }

  private static X500Name name(String text) {
    try {
      return NameText.parse(text);
    } catch (MalformedException e) {
      throw new IllegalArgumentException("is " + e.getMessage(), e);
    }
  }
}
