package org.bequest.crypto.constraint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathCheck;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.constraint.AttrConstraint;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.constraint.ContentTypeConstraint;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Which content the key of an anchor or of a certificate may sign: the state of RFC 6010 sections
 * 3.2 and 3.3 after so many certificates. It only ever becomes less.
 *
 * @param any whether id-ct-anyContentType is permitted
 * @param permitted by their content types; each decides for itself, beside {@code any} too
 * @param excluded types that no certificate below can win back
 */
public record ContentRights(
    boolean any,
    Map<ASN1ObjectIdentifier, ContentTypeConstraint> permitted,
    Set<ASN1ObjectIdentifier> excluded) {
  /** Everything. */
  public static final ContentRights UNCONSTRAINED = new ContentRights(true, Map.of(), Set.of());

  public static final ContentRights NONE = new ContentRights(false, Map.of(), Set.of());

  public ContentRights {
    permitted = Map.copyOf(permitted);
    excluded = Set.copyOf(excluded);
  }

  /** Of a key that is an anchor. */
  public static ContentRights of(TrustAnchorChoice anchor, AnchorStore store, ConstraintRules rules)
      throws MalformedException {
    if (store.isApex(anchor)) {
      return UNCONSTRAINED;
    }
    Optional<ContentConstraints> extension = ContentConstraints.in(anchor);
    if (extension.isEmpty()) {
      return rules.absenceEqualsUnconstrained() ? UNCONSTRAINED : NONE;
    }
    return initial(extension.get(), rules);
  }

  /** Of an anchor with this extension. */
  public static ContentRights initial(ContentConstraints extension, ConstraintRules rules) {
    Map<ASN1ObjectIdentifier, ContentTypeConstraint> permitted = specific(extension);
    boolean any = permitted.size() < extension.types().size() && !rules.inhibitAnyContentType();
    return new ContentRights(any, permitted, Set.of());
  }

  /** Of the key of the last certificate of a path. */
  public static ContentRights of(PathCheck.Valid path, AnchorStore store, ConstraintRules rules)
      throws MalformedException {
    ContentRights rights = of(path.anchor(), store, rules);
    for (X509CertificateHolder certificate : path.path().reversed()) {
      rights = rights.below(ContentConstraints.in(certificate), rules);
    }
    return rights;
  }

  private static Map<ASN1ObjectIdentifier, ContentTypeConstraint> specific(
      ContentConstraints extension) {
    Map<ASN1ObjectIdentifier, ContentTypeConstraint> specific = new LinkedHashMap<>();
    extension.types().stream()
        .filter(entry -> !entry.contentType().equals(ContentTypeConstraint.ANY))
        .forEach(entry -> specific.put(entry.contentType(), entry));
    return specific;
  }

  /** What is left to the subject of a certificate (section 3.3). */
  ContentRights below(Optional<ContentConstraints> extension, ConstraintRules rules) {
    if (extension.isEmpty()) {
      return rules.absenceEqualsUnconstrained()
          ? this
          : new ContentRights(false, Map.of(), excluded);
    }
    Map<ASN1ObjectIdentifier, ContentTypeConstraint> listed = specific(extension.get());
    Map<ASN1ObjectIdentifier, ContentTypeConstraint> left = new LinkedHashMap<>();
    Set<ASN1ObjectIdentifier> lost = new HashSet<>(excluded);
    permitted.keySet().stream().filter(type -> !listed.containsKey(type)).forEach(lost::add);
    for (ContentTypeConstraint entry : listed.values()) {
      if (!excluded.contains(entry.contentType())) {
        Optional<ContentTypeConstraint> both = narrowed(entry);
        both.ifPresent(b -> left.put(b.contentType(), b));
        if (both.isEmpty() && permitted.containsKey(entry.contentType())) {
          lost.add(entry.contentType());
        }
      }
    }
    boolean repeats = listed.size() < extension.get().types().size();
    return new ContentRights(any && repeats && !rules.inhibitAnyContentType(), left, lost);
  }

  /** What an entry of a certificate leaves of that of its issuer; empty when nothing. */
  private Optional<ContentTypeConstraint> narrowed(ContentTypeConstraint entry) {
    ContentTypeConstraint above = permitted.get(entry.contentType());
    if (above == null) {
      return any ? Optional.of(entry) : Optional.empty();
    }
    Map<ASN1ObjectIdentifier, AttrConstraint> attributes = new LinkedHashMap<>();
    above.attributes().forEach(a -> attributes.put(a.type(), a));
    for (AttrConstraint constraint : entry.attributes()) {
      AttrConstraint before = attributes.get(constraint.type());
      List<Encoded> values =
          before == null ? constraint.values() : common(before.values(), constraint.values());
      if (values.isEmpty()) {
        return Optional.empty();
      }
      attributes.put(constraint.type(), new AttrConstraint(constraint.type(), values));
    }
    return Optional.of(
        new ContentTypeConstraint(
            entry.contentType(),
            above.canSource() && entry.canSource(),
            List.copyOf(attributes.values())));
  }

  private static List<Encoded> common(List<Encoded> some, Collection<Encoded> others) {
    List<Encoded> common = new ArrayList<>(some);
    common.retainAll(new HashSet<>(others));
    return common;
  }

  /** The entry that decides about a type; that of id-ct-anyContentType when it is one of any. */
  public Optional<ContentTypeConstraint> entry(ASN1ObjectIdentifier type) {
    if (excluded.contains(type)) {
      return Optional.empty();
    }
    ContentTypeConstraint specific = permitted.get(type);
    return specific == null && any
        ? Optional.of(ContentTypeConstraint.any())
        : Optional.ofNullable(specific);
  }

  /** Whether nothing at all is forbidden. */
  public boolean isUnconstrained() {
    return any && permitted.isEmpty() && excluded.isEmpty();
  }
}
