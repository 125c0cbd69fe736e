package org.bequest.server.auth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bequest.formats.MalformedException;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What the names of a client certificate say, as {@link Facts}: {@code cert.subject} (RFC 4514),
 * {@code cert.cn}, {@code cert.serial-number} (the attribute of the subject), {@code cert.o},
 * {@code cert.ou}, {@code cert.uid}, {@code cert.dns}, {@code cert.ip}, {@code cert.uri}, {@code
 * cert.email}, {@code cert.upn}, and of a HardwareModuleName (RFC 4108 section 5) {@code
 * cert.hardware-type}, {@code cert.hardware-serial-hex}, and {@code cert.hardware-serial} where the
 * octets are printable ASCII.
 */
public final class CertificateFacts {
  private static final ASN1ObjectIdentifier UPN =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3");
  private static final Map<ASN1ObjectIdentifier, String> ATTRIBUTES =
      Map.of(
          BCStyle.CN, "cert.cn",
          BCStyle.SERIALNUMBER, "cert.serial-number",
          BCStyle.O, "cert.o",
          BCStyle.OU, "cert.ou",
          BCStyle.UID, "cert.uid");

  private final Map<String, List<String>> found = new HashMap<>();

  private CertificateFacts() {}

  /** Nothing of a certificate whose names cannot be read. */
  public static Facts of(X509CertificateHolder certificate) {
    try {
      return new CertificateFacts().read(SubjectNames.ofCertificate(certificate));
    } catch (MalformedException _) {
      return Facts.NONE;
    }
  }

  private Facts read(SubjectNames names) {
    if (names.subject().size() > 0) {
      add("cert.subject", names.subjectText());
    }
    for (RDN rdn : names.subject().getRDNs()) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        String key = ATTRIBUTES.get(attribute.getType());
        if (key != null && isText(attribute.getValue())) {
          add(key, ((ASN1String) attribute.getValue()).getString());
        }
      }
    }
    names.alternatives().forEach(this::alternative);
    Facts facts = Facts.NONE;
    for (Map.Entry<String, List<String>> fact : found.entrySet()) {
      facts = facts.with(fact.getKey(), fact.getValue());
    }
    return facts;
  }

  private void alternative(GeneralName name) {
    switch (name.getTagNo()) {
      case GeneralName.dNSName -> add("cert.dns", text(name));
      case GeneralName.uniformResourceIdentifier -> add("cert.uri", text(name));
      case GeneralName.rfc822Name -> add("cert.email", text(name));
      case GeneralName.iPAddress -> address(ASN1OctetString.getInstance(name.getName()));
      case GeneralName.otherName -> other(name);
      default -> {}
    }
  }

  private void other(GeneralName name) {
    OtherName other = OtherName.getInstance(name.getName());
    if (other.getTypeID().equals(UPN) && isText(other.getValue())) {
      add("cert.upn", ((ASN1String) other.getValue()).getString());
    }
    try {
      HardwareModuleName.of(name).ifPresent(this::hardware);
    } catch (MalformedException _) {
      // A name that is none says nothing; the other names still do.
    }
  }

  private void hardware(HardwareModuleName module) {
    byte[] serial = module.serialNumber().bytes();
    add("cert.hardware-type", module.type().getId());
    add("cert.hardware-serial-hex", HexFormat.of().formatHex(serial));
    String text = new String(serial, StandardCharsets.ISO_8859_1);
    if (!text.isBlank() && text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      add("cert.hardware-serial", text);
    }
  }

  /** By hand: the JDK turns an IPv4-mapped address into another kind of name. */
  private void address(ASN1OctetString value) {
    byte[] octets = value.getOctets();
    List<String> groups = new ArrayList<>();
    if (octets.length == 4) {
      for (byte octet : octets) {
        groups.add(Integer.toString(octet & 0xff));
      }
      add("cert.ip", String.join(".", groups));
    } else if (octets.length == 16) {
      for (int i = 0; i < octets.length; i += 2) {
        groups.add(Integer.toHexString(((octets[i] & 0xff) << 8) | (octets[i + 1] & 0xff)));
      }
      add("cert.ip", String.join(":", groups));
    }
  }

  private void add(String key, String value) {
    found.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(value);
  }

  /** Two of Bouncy Castle's string types give hexadecimal digits instead of characters. */
  private static boolean isText(Object value) {
    return value instanceof ASN1String
        && !(value instanceof ASN1UniversalString)
        && !(value instanceof ASN1BitString);
  }

  private static String text(GeneralName name) {
    return ((ASN1String) name.getName()).getString();
  }
}
