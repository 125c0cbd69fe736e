package org.bequest.formats.pkix;

import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a request says, each part read to its end.
 *
 * <pre>
 * CertificationRequestInfo ::= SEQUENCE {
 *   version       INTEGER { v1(0) } (v1,...),
 *   subject       Name,
 *   subjectPKInfo SubjectPublicKeyInfo{{ PKInfoAlgorithms }},
 *   attributes    [0] Attributes{{ CRIAttributes }} }              -- RFC 2986 section 4.1
 * </pre>
 *
 * @param extensions null when none are requested
 * @param changedNames null when no change is requested
 */
record RequestInfo(
    SubjectNames names,
    AttributeList attributes,
    ChallengeStrings challenges,
    @Nullable Extensions extensions,
    @Nullable SubjectNames changedNames) {
  private static final String PATH = "/CertificationRequestInfo";

  static RequestInfo of(ASN1Primitive value) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, PATH);
    fields.version(0, 0);
    X500Name subject = Names.name(fields.next("subject"), PATH + "/subject");
    fields.next("subjectPKInfo", SubjectPublicKeyInfo::getInstance);
    AttributeList attributes = AttributeList.of(attributes(fields.tagged(0)));
    fields.end();
    @Nullable Extensions extensions = extensions(attributes);
    return new RequestInfo(
        new SubjectNames(subject, SubjectAltName.of(extensions)),
        attributes,
        ChallengeStrings.of(attributes),
        extensions,
        changedNames(attributes));
  }

  /** Early clients leave the field out when it is empty. */
  private static ASN1Set attributes(Optional<ASN1TaggedObject> field) throws MalformedException {
    Function<ASN1TaggedObject, ASN1Set> set = tagged -> ASN1Set.getInstance(tagged, false);
    return field.isPresent() ? Asn1.typed(field.get(), set, PATH + "/attributes") : new DERSet();
  }

  private static @Nullable Extensions extensions(AttributeList attributes)
      throws MalformedException {
    Optional<ASN1Encodable> value = attributes.single(EstOids.EXTENSION_REQUEST);
    return value.isPresent() ? RequestedExtensions.of(value.get()).orElse(null) : null;
  }

  private static @Nullable SubjectNames changedNames(AttributeList attributes)
      throws MalformedException {
    Optional<ASN1Encodable> value = attributes.single(EstOids.CHANGE_SUBJECT_NAME);
    return value.isPresent() ? ChangeSubjectName.decode(value.get()) : null;
  }
}
