package org.bequest.crypto.path;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.conformance.Some;
import org.bequest.formats.anchor.CertPolicyFlags;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A path of which nobody has said whether it is valid. Its names, bases and policies are few, so
 * that they meet. Its target is not self-issued: the JDK counts such a one in other ways than RFC
 * 5280 section 6.1.5 (a). Its constraints all permit names of one form or all exclude: the JDK
 * forgets a permitted base that is excluded, and permits everything then.
 *
 * @param above an anchor without constraints, for who does not know of those of anchors
 * @param bridge from that one to ours, with the constraints of ours
 * @param path from the target up, without the anchor
 */
record SomePath(
    X509CertificateHolder anchor,
    X509CertificateHolder above,
    X509CertificateHolder bridge,
    List<X509CertificateHolder> path,
    Optional<Set<ASN1ObjectIdentifier>> policies,
    CertPolicyFlags flags) {
  private static final List<Authority> KEYS =
      List.of("a", "b", "c", "d", "e").stream().map(n -> Authority.named("CN=the " + n)).toList();

  private static final Authority SUPER = Authority.named("CN=super");

  private static final List<String> NAMES =
      List.of(
          "C=US,O=A,CN=number one",
          "C=US,O=A,CN=number two",
          "C=us,O=a,OU=X,CN=number three",
          "C=US,O=B,CN=number four",
          "C=DE,O=A,CN=number five");

  private static final List<String> DIRECTORIES = List.of("C=US", "C=US,O=A", "C=US,O=B", "C=DE");
  private static final List<String> HOSTS =
      List.of("example.com", "a.example.com", "b.example.com", "x.a.example.com", "other.org");

  private static final List<String> MAILBOXES =
      List.of("u@example.com", "u@Mail.example.com", "v@example.com", "v@other.org");

  private static final List<String> MAIL_BASES =
      List.of("example.com", ".example.com", "u@example.com", "other.org");

  private static final List<String> URI_BASES =
      List.of("a.example.com", ".example.com", "example.com", "other.org");

  private static final List<byte[]> ADDRESSES =
      List.of(new byte[] {10, 0, 0, 1}, new byte[] {10, 1, 2, 3}, new byte[] {(byte) 192, 0, 2, 1});

  private static final List<byte[]> NETWORKS =
      List.of(
          new byte[] {10, 0, 0, 0, (byte) 255, 0, 0, 0},
          new byte[] {10, 1, 0, 0, (byte) 255, (byte) 255, 0, 0},
          new byte[] {(byte) 192, 0, 2, 0, (byte) 255, (byte) 255, (byte) 255, 0},
          new byte[8]);

  private static final List<ASN1ObjectIdentifier> POLICIES =
      List.of("1.2.1", "1.2.2", "1.2.3").stream().map(ASN1ObjectIdentifier::new).toList();

  private static final List<List<GeneralName>> FORMS =
      List.of(
          DIRECTORIES.stream().map(name -> new GeneralName(new X500Name(name))).toList(),
          HOSTS.stream().map(host -> text(GeneralName.dNSName, host)).toList(),
          MAIL_BASES.stream().map(mail -> text(GeneralName.rfc822Name, mail)).toList(),
          NETWORKS.stream().map(SomePath::octets).toList());

  /** URIs are only excluded: the JDK permits them when nothing is left that is permitted. */
  private static final List<GeneralName> BASES =
      Stream.concat(
              FORMS.stream().flatMap(List::stream),
              URI_BASES.stream().map(u -> text(GeneralName.uniformResourceIdentifier, u)))
          .toList();

  /** What the constraints of a path are made of. */
  private record Bases(boolean permitted, List<GeneralName> names) {
    static Bases of(Some some) {
      return some.yes() ? new Bases(true, some.oneOf(FORMS)) : new Bases(false, BASES);
    }

    Extension extension(Some some) {
      GeneralSubtree[] trees =
          some.list(1, 2, () -> new GeneralSubtree(some.oneOf(names)))
              .toArray(GeneralSubtree[]::new);
      return Authority.extension(
          Extension.nameConstraints,
          true,
          permitted ? new NameConstraints(trees, null) : new NameConstraints(null, trees));
    }
  }

  static SomePath of(Some some) {
    Authority root = KEYS.getFirst();
    Bases bases = Bases.of(some);
    List<Extension> said = anchor(some, bases);
    List<X509CertificateHolder> path = new ArrayList<>();
    Authority issuer = root;
    int length = some.number(1, 4);
    for (int i = 1; i <= length; i++) {
      boolean selfIssued = i < length && some.number(0, 5) == 3;
      String above = issuer.name().toString();
      List<String> others = NAMES.stream().filter(n -> !n.equals(above)).toList();
      String name = selfIssued ? above : some.oneOf(others);
      Authority subject = KEYS.get(i).renamed(name);
      List<Extension> extensions = i < length ? authority(some, bases) : end(some);
      Instant until = some.number(0, 40) == 3 ? Authority.START.plusSeconds(9) : Authority.END;
      Authority signing = some.number(0, 60) == 3 ? some.oneOf(KEYS) : issuer;
      path.addFirst(signing.renamed(above).certificate(subject, extensions, until));
      issuer = subject;
    }
    Optional<Set<ASN1ObjectIdentifier>> wanted =
        rarely(some)
            ? Optional.of(Set.copyOf(some.list(1, 2, () -> some.oneOf(POLICIES))))
            : Optional.empty();
    CertPolicyFlags flags = new CertPolicyFlags(rarely(some), rarely(some), false);
    return new SomePath(
        root.root(said.toArray(Extension[]::new)),
        SUPER.root(Authority.ca()),
        SUPER.certificate(root, bridge(said)),
        path,
        wanted,
        flags);
  }

  private static List<Extension> anchor(Some some, Bases bases) {
    List<Extension> said = new ArrayList<>();
    said.add(rarely(some) ? Authority.ca(some.number(0, 2)) : Authority.ca());
    if (rarely(some)) {
      said.add(bases.extension(some));
    }
    if (some.number(0, 3) == 3) {
      limits(some, said);
    }
    return said;
  }

  /** To say nothing of policies is to allow all, for an anchor, and none, for a certificate. */
  private static List<Extension> bridge(List<Extension> said) {
    List<Extension> extensions = new ArrayList<>(said);
    extensions.add(extension(Set.of(PolicyGraph.ANY)));
    return extensions;
  }

  private static Extension extension(Collection<ASN1ObjectIdentifier> policies) {
    return Authority.extension(
        Extension.certificatePolicies,
        false,
        new CertificatePolicies(
            policies.stream().map(PolicyInformation::new).toArray(PolicyInformation[]::new)));
  }

  private static boolean rarely(Some some) {
    return some.number(0, 7) == 3;
  }

  private static List<Extension> authority(Some some, Bases bases) {
    List<Extension> extensions = new ArrayList<>();
    if (some.number(0, 30) != 3) {
      extensions.add(rarely(some) ? Authority.ca(some.number(0, 2)) : Authority.ca());
    }
    if (some.yes()) {
      extensions.add(
          Authority.usage(some.number(0, 30) == 3 ? KeyUsage.cRLSign : KeyUsage.keyCertSign));
    }
    if (some.number(0, 3) == 3) {
      extensions.add(bases.extension(some));
    }
    policies(some, extensions);
    if (some.number(0, 4) == 3) {
      extensions.add(mappings(some));
    }
    limits(some, extensions);
    return extensions;
  }

  private static List<Extension> end(Some some) {
    List<Extension> extensions = new ArrayList<>();
    List<GeneralName> names = some.list(0, 2, () -> name(some));
    if (!names.isEmpty()) {
      extensions.add(
          Authority.extension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(names.toArray(GeneralName[]::new))));
    }
    policies(some, extensions);
    if (rarely(some)) {
      limits(some, extensions);
    }
    return extensions;
  }

  private static void policies(Some some, List<Extension> extensions) {
    if (some.number(0, 5) == 3) {
      return;
    }
    Set<ASN1ObjectIdentifier> set =
        new LinkedHashSet<>(some.list(1, 3, () -> some.oneOf(POLICIES)));
    if (some.number(0, 2) == 2) {
      set.add(PolicyGraph.ANY);
    }
    extensions.add(extension(set));
  }

  private static Extension mappings(Some some) {
    ASN1Encodable[] pairs =
        some.list(
                1,
                3,
                () ->
                    new DERSequence(
                        new ASN1Encodable[] {some.oneOf(POLICIES), some.oneOf(POLICIES)}))
            .toArray(ASN1Encodable[]::new);
    return Authority.extension(Extension.policyMappings, false, new DERSequence(pairs));
  }

  private static void limits(Some some, List<Extension> extensions) {
    if (rarely(some)) {
      extensions.add(
          Authority.extension(
              Extension.inhibitAnyPolicy, true, new ASN1Integer(some.number(0, 2))));
    }
    if (rarely(some)) {
      ASN1EncodableVector skips = new ASN1EncodableVector();
      if (some.yes()) {
        skips.add(new DERTaggedObject(false, 0, new ASN1Integer(some.number(0, 3))));
      }
      if (some.yes() || skips.size() == 0) {
        skips.add(new DERTaggedObject(false, 1, new ASN1Integer(some.number(0, 3))));
      }
      extensions.add(
          Authority.extension(Extension.policyConstraints, true, new DERSequence(skips)));
    }
  }

  private static GeneralName name(Some some) {
    return some.either(
        () -> new GeneralName(new X500Name(some.oneOf(NAMES))),
        () -> text(GeneralName.dNSName, some.oneOf(HOSTS)),
        () -> text(GeneralName.rfc822Name, some.oneOf(MAILBOXES)),
        () -> text(GeneralName.uniformResourceIdentifier, "https://" + some.oneOf(HOSTS) + "/x"),
        () -> octets(some.oneOf(ADDRESSES)));
  }

  private static GeneralName text(int form, String text) {
    return new GeneralName(form, new DERIA5String(text));
  }

  private static GeneralName octets(byte[] octets) {
    return new GeneralName(GeneralName.iPAddress, new DEROctetString(octets));
  }
}
