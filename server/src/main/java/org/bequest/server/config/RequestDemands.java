package org.bequest.server.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.profile.ExtensionNames;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.pkix.WantedAttribute;
import org.bequest.formats.pkix.WantedExtension;
import org.bequest.formats.pkix.WantedName;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The words of {@link CsrAttrsSettings}, each turned into what it demands. Every method throws
 * {@link IllegalArgumentException} with one clause that says what is wrong.
 */
public final class RequestDemands {
  private static final String CLIENT = "client";
  private static final String PROFILE = "profile";
  private static final String DER = "der:";
  private static final Limits LIMITS = new Limits(1 << 14, 16, 1000);

  private static final Map<String, ASN1ObjectIdentifier> SCHEMES = schemes();

  private RequestDemands() {}

  private static Map<String, ASN1ObjectIdentifier> schemes() {
    Map<String, ASN1ObjectIdentifier> schemes = new LinkedHashMap<>();
    schemes.put("ecdsa-sha256", X9ObjectIdentifiers.ecdsa_with_SHA256);
    schemes.put("ecdsa-sha384", X9ObjectIdentifiers.ecdsa_with_SHA384);
    schemes.put("ecdsa-sha512", X9ObjectIdentifiers.ecdsa_with_SHA512);
    schemes.put("rsa-sha256", PKCSObjectIdentifiers.sha256WithRSAEncryption);
    schemes.put("rsa-sha384", PKCSObjectIdentifiers.sha384WithRSAEncryption);
    schemes.put("rsa-sha512", PKCSObjectIdentifiers.sha512WithRSAEncryption);
    schemes.put("rsa-pss", PKCSObjectIdentifiers.id_RSASSA_PSS);
    schemes.put("ed25519", EdECObjectIdentifiers.id_Ed25519);
    schemes.put("ml-dsa-44", NISTObjectIdentifiers.id_ml_dsa_44);
    schemes.put("ml-dsa-65", NISTObjectIdentifiers.id_ml_dsa_65);
    schemes.put("ml-dsa-87", NISTObjectIdentifiers.id_ml_dsa_87);
    return Map.copyOf(schemes);
  }

  /** {@code ecdsa-sha256} or an object identifier. */
  public static ASN1ObjectIdentifier scheme(String word) {
    ASN1ObjectIdentifier known = SCHEMES.get(word);
    return known != null ? known : identifier(word);
  }

  /** {@code CN}, or {@code OU=Plant 7}. */
  public static WantedName name(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return new WantedName(BCStyle.INSTANCE.attrNameToOID(text.strip()), null);
    }
    if (text.indexOf('*') >= 0) {
      throw new IllegalArgumentException("a value that is dictated has no *");
    }
    X500Name name = new X500Name(text);
    if (name.size() != 1 || name.getRDNs()[0].size() != 1) {
      throw new IllegalArgumentException("is not one attribute");
    }
    AttributeTypeAndValue attribute = name.getRDNs()[0].getFirst();
    return new WantedName(attribute.getType(), attribute.getValue());
  }

  /** {@code dns:gate.example}, or {@code dns:} for one to fill in. */
  public static GeneralName alternative(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("is not kind:value");
    }
    String value = text.substring(colon + 1);
    if (value.indexOf('*') >= 0) {
      throw new IllegalArgumentException("a name that is dictated has no *");
    }
    return switch (text.substring(0, colon)) {
      case "dns" -> new GeneralName(GeneralName.dNSName, new DERIA5String(value));
      case "email" -> new GeneralName(GeneralName.rfc822Name, new DERIA5String(value));
      case "uri" -> new GeneralName(GeneralName.uniformResourceIdentifier, new DERIA5String(value));
      case "ip" ->
          value.isEmpty()
              ? new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[0]))
              : new GeneralName(GeneralName.iPAddress, value);
      case "directory" -> new GeneralName(GeneralName.directoryName, new X500Name(value));
      default -> throw new IllegalArgumentException("is none of dns, ip, uri, email, directory");
    };
  }

  /** All alternative names together; empty when there are none. */
  public static Optional<WantedExtension> alternatives(List<String> texts) {
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    GeneralName[] names =
        texts.stream().map(RequestDemands::alternative).toArray(GeneralName[]::new);
    return Optional.of(
        new WantedExtension(
            Extension.subjectAlternativeName, false, encoded(new GeneralNames(names))));
  }

  /** An extension by its name, and {@code client}, {@code profile} or {@code der:...}. */
  public static WantedExtension extension(Map.Entry<String, String> entry, Profile profile) {
    ASN1ObjectIdentifier id =
        ExtensionNames.named(entry.getKey())
            .orElseThrow(() -> new IllegalArgumentException("is no extension"));
    if (id.equals(Extension.subjectAlternativeName)) {
      throw new IllegalArgumentException("is said by csrattrs.alternatives");
    }
    return switch (entry.getValue()) {
      case CLIENT -> WantedExtension.open(id);
      case PROFILE -> ofProfile(id, profile);
      default -> new WantedExtension(id, id.equals(Extension.keyUsage), der(entry.getValue()));
    };
  }

  private static WantedExtension ofProfile(ASN1ObjectIdentifier id, Profile profile) {
    if (id.equals(Extension.keyUsage)) {
      return new WantedExtension(id, true, encoded(new KeyUsage(usage(profile))));
    }
    if (id.equals(Extension.extendedKeyUsage) && !profile.purposes().isEmpty()) {
      KeyPurposeId[] purposes = profile.purposes().toArray(KeyPurposeId[]::new);
      return new WantedExtension(id, false, encoded(new ExtendedKeyUsage(purposes)));
    }
    throw new IllegalArgumentException(
        "has no value in the profile: only key-usage and" + " extended-key-usage have one");
  }

  /** What all kinds of key of the profile have. */
  private static int usage(Profile profile) {
    List<Integer> usages =
        profile.algorithms().stream()
            .map(KeyAlgorithm::family)
            .map(profile::keyUsage)
            .distinct()
            .toList();
    if (usages.size() != 1) {
      throw new IllegalArgumentException(
          "has another value in the profile for each kind of key: name the bits with der:");
    }
    return usages.getFirst();
  }

  /** An attribute with its value; empty when the client chooses. */
  public static Optional<WantedAttribute> attribute(Map.Entry<String, String> entry) {
    ASN1ObjectIdentifier type = identifier(entry.getKey());
    return entry.getValue().equals(CLIENT)
        ? Optional.empty()
        : Optional.of(new WantedAttribute(type, List.of(value(der(entry.getValue())))));
  }

  /** An object identifier in dots. */
  public static ASN1ObjectIdentifier identifier(String text) {
    ASN1ObjectIdentifier id = ASN1ObjectIdentifier.tryFromID(text);
    if (id == null) {
      throw new IllegalArgumentException("is no object identifier");
    }
    return id;
  }

  static List<String> schemeWords() {
    return new ArrayList<>(SCHEMES.keySet());
  }

  private static byte[] der(String text) {
    if (!text.startsWith(DER)) {
      throw new IllegalArgumentException("has neither client nor profile nor der:... as value");
    }
    byte[] octets = HexFormat.of().parseHex(text.substring(DER.length()).replace(" ", ""));
    value(octets);
    return octets;
  }

  private static ASN1Encodable value(byte[] der) {
    try {
      return Asn1.der(der, LIMITS);
    } catch (MalformedException e) {
      throw new IllegalArgumentException("is not DER: " + e.getMessage(), e);
    }
  }

  private static byte[] encoded(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be encoded", e);
    }
  }
}
