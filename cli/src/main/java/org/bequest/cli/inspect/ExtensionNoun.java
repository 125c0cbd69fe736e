package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.jspecify.annotations.Nullable;

/** The extensions of RFC 5280 section 4.2 and 5.2. */
final class ExtensionNoun implements Noun {
  private static final String[] USAGES = {
    "digitalSignature",
    "contentCommitment",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly"
  };

  private interface View<T> {
    Shown of(T value, Inspection in);
  }

  @Override
  public List<Kind> extensions() {
    return Stream.of(ofKeys(), ofNames(), ofRevocation()).flatMap(List::stream).toList();
  }

  /** What a key is, and what it may do. */
  private static List<Kind> ofKeys() {
    return List.of(
        kind(
            Extension.subjectKeyIdentifier,
            "subjectKeyIdentifier",
            ASN1OctetString::getInstance,
            (id, _) -> Shown.octets(id.getOctets())),
        kind(
            Extension.authorityKeyIdentifier,
            "authorityKeyIdentifier",
            AuthorityKeyIdentifier::getInstance,
            ExtensionNoun::authority),
        kind(Extension.keyUsage, "keyUsage", ASN1BitString::getInstance, ExtensionNoun::usage),
        kind(
            Extension.basicConstraints,
            "basicConstraints",
            BasicConstraints::getInstance,
            ExtensionNoun::basic),
        kind(
            Extension.extendedKeyUsage,
            "extKeyUsage",
            ExtendedKeyUsage::getInstance,
            ExtensionNoun::purposes),
        kind(
            Extension.certificatePolicies,
            "certificatePolicies",
            CertificatePolicies::getInstance,
            ExtensionNoun::policies),
        number(Extension.inhibitAnyPolicy, "inhibitAnyPolicy"),
        generic(Extension.policyConstraints, "policyConstraints"),
        generic(Extension.policyMappings, "policyMappings"));
  }

  /** Whom or what it is about. */
  private static List<Kind> ofNames() {
    return List.of(
        kind(
            Extension.subjectAlternativeName,
            "subjectAltName",
            GeneralNames::getInstance,
            (names, in) -> in.generalNames(names)),
        kind(
            Extension.issuerAlternativeName,
            "issuerAltName",
            GeneralNames::getInstance,
            (names, in) -> in.generalNames(names)),
        kind(
            Extension.certificateIssuer,
            "certificateIssuer",
            GeneralNames::getInstance,
            (names, in) -> in.generalNames(names)),
        kind(
            Extension.nameConstraints,
            "nameConstraints",
            NameConstraints::getInstance,
            ExtensionNoun::names),
        kind(
            Extension.authorityInfoAccess,
            "authorityInfoAccess",
            AuthorityInformationAccess::getInstance,
            ExtensionNoun::access),
        kind(
            Extension.subjectInfoAccess,
            "subjectInfoAccess",
            AuthorityInformationAccess::getInstance,
            ExtensionNoun::access));
  }

  /** Where revocation is told, and how. */
  private static List<Kind> ofRevocation() {
    return List.of(
        kind(
            Extension.cRLDistributionPoints,
            "cRLDistributionPoints",
            CRLDistPoint::getInstance,
            ExtensionNoun::points),
        kind(
            Extension.freshestCRL, "freshestCRL", CRLDistPoint::getInstance, ExtensionNoun::points),
        number(Extension.cRLNumber, "cRLNumber"),
        number(Extension.deltaCRLIndicator, "deltaCRLIndicator"),
        kind(
            Extension.reasonCode,
            "reasonCode",
            ASN1Enumerated::getInstance,
            (code, _) -> reason(code)),
        kind(
            Extension.issuingDistributionPoint,
            "issuingDistributionPoint",
            IssuingDistributionPoint::getInstance,
            ExtensionNoun::issuing),
        generic(Extension.invalidityDate, "invalidityDate"));
  }

  private static <T> Kind kind(
      ASN1ObjectIdentifier id, String name, Function<Object, T> type, View<T> view) {
    return new Kind(
        id,
        name,
        (encoded, in) -> {
          Object value = Asn1.ber(encoded, Item.LIMITS);
          T typed = Asn1.typed(value, type, "/" + name);
          return Asn1.typed(typed, t -> view.of(t, in), "/" + name);
        });
  }

  private static Kind number(ASN1ObjectIdentifier id, String name) {
    return kind(id, name, ASN1Integer::getInstance, (n, _) -> Shown.number(n.getValue()));
  }

  private static Kind generic(ASN1ObjectIdentifier id, String name) {
    return new Kind(id, name, (encoded, in) -> in.any(Asn1.ber(encoded, Item.LIMITS)));
  }

  private static Shown authority(AuthorityKeyIdentifier id, Inspection in) {
    Shown.Builder fields = Shown.fields();
    if (id.getKeyIdentifierOctets() != null) {
      fields.add("keyIdentifier", id.getKeyIdentifierOctets());
    }
    if (id.getAuthorityCertIssuer() != null) {
      fields.add("authorityCertIssuer", in.generalNames(id.getAuthorityCertIssuer()));
    }
    if (id.getAuthorityCertSerialNumber() != null) {
      fields.add(
          "authorityCertSerialNumber", "0x" + id.getAuthorityCertSerialNumber().toString(16));
    }
    return fields.shown();
  }

  private static Shown usage(ASN1BitString bits, Inspection in) {
    return bits(bits.getBytes(), USAGES);
  }

  /** The names of the bits that are set. */
  static Shown bits(byte[] bits, String... names) {
    List<Shown> set = new ArrayList<>();
    for (int i = 0; i < 8 * bits.length; i++) {
      if ((bits[i / 8] & 0x80 >> i % 8) != 0) {
        set.add(Shown.text(i < names.length ? names[i] : "bit " + i));
      }
    }
    Shown shown = Shown.list(set);
    return bits.length > 0 && bits[bits.length - 1] == 0
        ? shown.but("zero bits at the end of a named BIT STRING, which is not DER")
        : shown;
  }

  private static Shown basic(BasicConstraints constraints, Inspection in) {
    Shown.Builder fields = Shown.fields().add("cA", Shown.flag(constraints.isCA()));
    if (constraints.getPathLenConstraint() != null) {
      fields.add("pathLenConstraint", Shown.number(constraints.getPathLenConstraint()));
    }
    return fields.shown();
  }

  private static Shown purposes(ExtendedKeyUsage usage, Inspection in) {
    List<Shown> list = new ArrayList<>();
    for (KeyPurposeId purpose : usage.getUsages()) {
      list.add(in.oid(purpose.toOID()));
    }
    return Shown.list(list);
  }

  private static Shown policies(CertificatePolicies policies, Inspection in) {
    List<Shown> list = new ArrayList<>();
    for (PolicyInformation policy : policies.getPolicyInformation()) {
      Shown.Builder fields =
          Shown.fields().add("policyIdentifier", in.oid(policy.getPolicyIdentifier()));
      if (policy.getPolicyQualifiers() != null) {
        fields.add("policyQualifiers", in.any(policy.getPolicyQualifiers()));
      }
      list.add(fields.shown());
    }
    return Shown.list(list);
  }

  static Shown names(NameConstraints constraints, Inspection in) {
    Shown.Builder fields = Shown.fields();
    if (constraints.getPermittedSubtrees() != null) {
      fields.add("permittedSubtrees", subtrees(constraints.getPermittedSubtrees(), in));
    }
    if (constraints.getExcludedSubtrees() != null) {
      fields.add("excludedSubtrees", subtrees(constraints.getExcludedSubtrees(), in));
    }
    return fields.shown();
  }

  private static Shown subtrees(GeneralSubtree[] subtrees, Inspection in) {
    List<Shown> list = new ArrayList<>();
    for (GeneralSubtree subtree : subtrees) {
      list.add(Shown.fields().add("base", in.generalName(subtree.getBase())).shown());
    }
    return Shown.list(list);
  }

  private static Shown points(CRLDistPoint points, Inspection in) {
    List<Shown> list = new ArrayList<>();
    for (DistributionPoint point : points.getDistributionPoints()) {
      Shown.Builder fields = Shown.fields();
      if (point.getDistributionPoint() != null) {
        fields.add("distributionPoint", point(point.getDistributionPoint(), in));
      }
      if (point.getReasons() != null) {
        fields.add("reasons", in.any(point.getReasons()));
      }
      if (point.getCRLIssuer() != null) {
        fields.add("cRLIssuer", in.generalNames(point.getCRLIssuer()));
      }
      list.add(fields.shown());
    }
    return Shown.list(list);
  }

  private static Shown point(DistributionPointName point, Inspection in) {
    return point.getType() == DistributionPointName.FULL_NAME
        ? Shown.fields()
            .add("fullName", in.generalNames(GeneralNames.getInstance(point.getName())))
            .shown()
        : Shown.fields().add("nameRelativeToCRLIssuer", in.any(point.getName())).shown();
  }

  private static Shown access(AuthorityInformationAccess access, Inspection in) {
    List<Shown> list = new ArrayList<>();
    for (AccessDescription one : access.getAccessDescriptions()) {
      list.add(
          Shown.fields()
              .add("accessMethod", in.oid(one.getAccessMethod()))
              .add("accessLocation", in.generalName(one.getAccessLocation()))
              .shown());
    }
    return Shown.list(list);
  }

  private static Shown reason(ASN1Enumerated code) {
    String text = CRLReason.getInstance(code).toString();
    return Shown.number(code.getValue()).brief(text.replace("CRLReason: ", ""));
  }

  private static Shown issuing(IssuingDistributionPoint point, Inspection in) {
    Shown.Builder fields = Shown.fields();
    @Nullable DistributionPointName name = point.getDistributionPoint();
    if (name != null) {
      fields.add("distributionPoint", point(name, in));
    }
    return fields
        .add("onlyContainsUserCerts", Shown.flag(point.onlyContainsUserCerts()))
        .add("onlyContainsCACerts", Shown.flag(point.onlyContainsCACerts()))
        .add("indirectCRL", Shown.flag(point.isIndirectCRL()))
        .add("onlyContainsAttributeCerts", Shown.flag(point.onlyContainsAttributeCerts()))
        .shown();
  }
}
