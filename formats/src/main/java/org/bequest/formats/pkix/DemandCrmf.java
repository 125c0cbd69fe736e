package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/**
 * Demands by the template of a CRMF request.
 *
 * <pre>
 * CertReqMsg ::= SEQUENCE { certReq CertRequest, ... }
 *
 * CertRequest ::= SEQUENCE {
 *   certReqId    INTEGER,
 *   certTemplate CertTemplate, ... }
 *
 * CertTemplate ::= SEQUENCE {
 *   ...
 *   subject    [5] Name OPTIONAL,
 *   publicKey  [6] SubjectPublicKeyInfo OPTIONAL,
 *   ...
 *   extensions [9] Extensions OPTIONAL }              -- RFC 4211 section 5, IMPLICIT TAGS
 * </pre>
 *
 * A Name is a CHOICE, so that its tag is explicit.
 */
final class DemandCrmf {
  private static final String PATH = "/CsrAttrs/pKCS7PDU/crm";
  private static final Function<Object, ASN1Sequence> SEQUENCE = ASN1Sequence::getInstance;

  private DemandCrmf() {}

  static CsrDemands read(ASN1Sequence message, Set<ASN1ObjectIdentifier> named)
      throws MalformedException {
    ASN1Sequence template = element(element(message, 0), 1);
    List<List<WantedName>> subject = List.of();
    KeyDemand key = new KeyDemand.Any();
    List<WantedExtension> extensions = new ArrayList<>();
    Function<Object, ASN1TaggedObject> tagged = ASN1TaggedObject::getInstance;
    for (ASN1Encodable element : template) {
      ASN1TaggedObject field = Asn1.typed((Object) element, tagged, PATH);
      switch (field.getTagNo()) {
        case 5 -> subject = OpenNames.read(content(field, true));
        case 6 -> key = PlaceholderKey.read(content(field, false), PATH + "/publicKey");
        case 9 -> extensions.addAll(ExtensionTemplates.read(content(field, false)));
        default -> {}
      }
    }
    return new CsrDemands(subject, key, extensions, named);
  }

  private static ASN1Sequence content(ASN1TaggedObject field, boolean explicit)
      throws MalformedException {
    Function<ASN1TaggedObject, ASN1Sequence> type = tag -> ASN1Sequence.getInstance(tag, explicit);
    return Asn1.typed(field, type, PATH);
  }

  private static ASN1Sequence element(ASN1Sequence sequence, int index) throws MalformedException {
    if (sequence.size() <= index) {
      throw new MalformedException("too few fields at " + PATH);
    }
    return Asn1.typed((Object) sequence.getObjectAt(index), SEQUENCE, PATH);
  }
}
