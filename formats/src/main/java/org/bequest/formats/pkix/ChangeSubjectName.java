package org.bequest.formats.pkix;

import java.util.List;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * An attribute that asks for other names than the present ones.
 *
 * <pre>
 * ChangeSubjectName ::= SEQUENCE {
 *   subject    Name OPTIONAL,
 *   subjectAlt [1] IMPLICIT GeneralNames OPTIONAL }       -- the tag: erratum 3943
 * (WITH COMPONENTS {..., subject PRESENT} |
 *  WITH COMPONENTS {..., subjectAlt PRESENT} )              -- RFC 6402 section 2.8
 * </pre>
 *
 * A missing subject means the empty name, a missing subjectAlt no alternative names: so it reads as
 * a whole {@link SubjectNames}. The RFC itself has no tag: that form is read too, where a single
 * field is told apart by what it holds: SETs make a Name, context-specific tags make GeneralNames.
 */
final class ChangeSubjectName {
  private static final String PATH = "/attributes/changeSubjectName";
  private static final int SUBJECT_ALT = 1;
  private static final X500Name EMPTY = X500Name.getInstance(new DERSequence());

  private ChangeSubjectName() {}

  static SubjectNames decode(ASN1Encodable value) throws MalformedException {
    ASN1Sequence fields = Asn1.typed(value, ASN1Sequence::getInstance, PATH);
    return switch (fields.size()) {
      case 1 -> single(fields.getObjectAt(0));
      case 2 -> names(fields.getObjectAt(0), fields.getObjectAt(1));
      default -> throw new MalformedException("not one or two fields at " + PATH);
    };
  }

  private static SubjectNames single(ASN1Encodable field) throws MalformedException {
    if (field instanceof ASN1TaggedObject) {
      return names(EMPTY, field);
    }
    ASN1Sequence elements = Asn1.typed(field, ASN1Sequence::getInstance, PATH);
    boolean isGeneralNames =
        elements.size() > 0 && elements.getObjectAt(0) instanceof ASN1TaggedObject;
    return isGeneralNames
        ? names(EMPTY, field)
        : SubjectNames.of(Names.name(field, PATH + "/subject"));
  }

  private static SubjectNames names(ASN1Encodable subject, ASN1Encodable alternatives)
      throws MalformedException {
    GeneralNames names = Names.alternatives(untagged(alternatives), PATH + "/subjectAlt");
    return new SubjectNames(Names.name(subject, PATH + "/subject"), List.of(names.getNames()));
  }

  private static ASN1Encodable untagged(ASN1Encodable field) throws MalformedException {
    if (!(field instanceof ASN1TaggedObject tagged)) {
      return field;
    }
    if (!tagged.hasContextTag(SUBJECT_ALT)) {
      throw new MalformedException("unknown field at " + PATH);
    }
    Function<ASN1TaggedObject, ASN1Sequence> type = t -> ASN1Sequence.getInstance(t, false);
    return Asn1.typed(tagged, type, PATH + "/subjectAlt");
  }

  /** An empty subject is left out, unless nothing would remain. */
  static ASN1Sequence encode(SubjectNames wanted) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    RDN[] rdns = wanted.subject().getRDNs();
    if (rdns.length > 0 || wanted.alternatives().isEmpty()) {
      fields.add(wanted.subject());
    }
    if (!wanted.alternatives().isEmpty()) {
      GeneralNames names = new GeneralNames(wanted.alternatives().toArray(GeneralName[]::new));
      fields.add(new DERTaggedObject(false, SUBJECT_ALT, names));
    }
    return new DERSequence(fields);
  }
}
