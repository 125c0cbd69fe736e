package org.bequest.formats.constraint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cms.CmsOids;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * One type of content that a key may sign or authenticate, and how.
 *
 * <pre>
 * ContentTypeConstraint ::= SEQUENCE {
 *   contentType           OBJECT IDENTIFIER,
 *   canSource             ContentTypeGeneration DEFAULT canSource,
 *   attrConstraints       AttrConstraintList OPTIONAL }
 *
 * ContentTypeGeneration ::= ENUMERATED { canSource(0), cannotSource(1) }
 *
 * AttrConstraintList ::= SEQUENCE SIZE (1..MAX) OF AttrConstraint -- RFC 6010 section 2
 * </pre>
 *
 * @param contentType a leaf, or {@link #ANY}
 * @param canSource whether the key may be the innermost that signs such content
 * @param attributes each type once; none at all is the same as an absent list
 */
public record ContentTypeConstraint(
    ASN1ObjectIdentifier contentType, boolean canSource, List<AttrConstraint> attributes) {
  /** id-ct-anyContentType. */
  public static final ASN1ObjectIdentifier ANY =
      new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.0");

  /** They hold other content and are nobody's to permit (RFC 6010 section 2). */
  public static final Set<ASN1ObjectIdentifier> INTERMEDIATE =
      Set.of(
          CmsOids.SIGNED_DATA,
          CmsOids.ENVELOPED_DATA,
          CmsOids.DIGESTED_DATA,
          CmsOids.ENCRYPTED_DATA,
          CmsOids.AUTH_ENVELOPED_DATA,
          CmsOids.AUTH_DATA,
          CmsOids.COMPRESSED_DATA,
          CmsOids.CONTENT_COLLECTION,
          CmsOids.CONTENT_WITH_ATTRS);

  private static final int ENUMERATED = 0x0a;
  private static final int CANNOT_SOURCE = 1;
  private static final int MOST_ATTRIBUTES = 200;

  /**
   * @throws IllegalArgumentException for what RFC 6010 section 2 forbids
   */
  public ContentTypeConstraint {
    attributes = List.copyOf(attributes);
    Optional<String> fault = fault(contentType, canSource, attributes);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(fault.get());
    }
  }

  /** May sign this, as the first or another one, whatever its attributes. */
  public static ContentTypeConstraint of(ASN1ObjectIdentifier contentType) {
    return new ContentTypeConstraint(contentType, true, List.of());
  }

  /** May sign every type of content. */
  public static ContentTypeConstraint any() {
    return of(ANY);
  }

  private static Optional<String> fault(
      ASN1ObjectIdentifier type, boolean canSource, List<AttrConstraint> attributes) {
    if (INTERMEDIATE.contains(type)) {
      return Optional.of("an intermediate content type");
    }
    if (type.equals(ANY) && (!canSource || !attributes.isEmpty())) {
      return Optional.of("constraints of any content type");
    }
    Set<ASN1ObjectIdentifier> types = new HashSet<>();
    return attributes.stream().allMatch(a -> types.add(a.type()))
        ? Optional.empty()
        : Optional.of("an attribute type twice");
  }

  static ContentTypeConstraint decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, path);
    ASN1ObjectIdentifier type = fields.next("contentType", ASN1ObjectIdentifier::getInstance);
    boolean canSource = canSource(fields.optional(ENUMERATED), path);
    List<AttrConstraint> attributes = attributes(fields.optional(Encoded.SEQUENCE), path);
    fields.end();
    Optional<String> fault = fault(type, canSource, attributes);
    if (fault.isPresent()) {
      throw new MalformedException(fault.get() + " at " + path);
    }
    return new ContentTypeConstraint(type, canSource, attributes);
  }

  /** Here is also where an encoded DEFAULT shows. */
  private static boolean canSource(Optional<Encoded> field, String path) throws MalformedException {
    if (field.isEmpty()) {
      return true;
    }
    byte[] content = field.get().content();
    if (content.length != 1 || content[0] != CANNOT_SOURCE) {
      throw new MalformedException("unknown, or not DER, at " + path + "/canSource");
    }
    return false;
  }

  private static List<AttrConstraint> attributes(Optional<Encoded> field, String path)
      throws MalformedException {
    List<AttrConstraint> attributes = new ArrayList<>();
    if (field.isPresent()) {
      String at = path + "/attrConstraints";
      for (Encoded element : PartReader.elements(field.get(), MOST_ATTRIBUTES, at)) {
        attributes.add(AttrConstraint.decode(element, at));
      }
      if (attributes.isEmpty()) {
        throw new MalformedException("no constraints at " + at);
      }
    }
    return attributes;
  }

  Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    fields.add(Encoded.of(contentType));
    if (!canSource) {
      fields.add(Encoded.of(new ASN1Enumerated(CANNOT_SOURCE)));
    }
    if (!attributes.isEmpty()) {
      fields.add(Encoded.sequenceOf(attributes.stream().map(AttrConstraint::encode).toList()));
    }
    return Encoded.sequenceOf(fields);
  }
}
