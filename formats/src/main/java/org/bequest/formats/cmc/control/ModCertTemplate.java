package org.bequest.formats.cmc.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.BodyPartReference;
import org.bequest.formats.crmf.CertTemplate;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * A registration authority replaces or deletes what requests ask for.
 *
 * <pre>
 * ModCertTemplate ::= SEQUENCE {
 *   pkiDataReference    BodyPartPath,
 *   certReferences      BodyPartList,
 *   replace             BOOLEAN DEFAULT TRUE,
 *   certTemplate        CertTemplate }                      -- RFC 5272 section 6.5.1
 * </pre>
 *
 * @param pkiData the path to the message that holds the requests; zero alone is the message itself
 * @param replace whether the fields of the template replace those of the requests; else they are
 *     deleted there
 */
public record ModCertTemplate(
    BodyPartPath pkiData, List<BodyPartId> requests, boolean replace, CertTemplate template)
    implements Control {
  private static final String PATH = "/ModCertTemplate";
  private static final int BOOLEAN = 0x01;

  public ModCertTemplate {
    requests = List.copyOf(requests);
  }

  static ModCertTemplate decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    BodyPartPath pkiData = BodyPartPath.decode(fields.next("pkiDataReference"), PATH);
    List<BodyPartId> requests = BodyPartId.decodeIds(fields.next("certReferences"), PATH);
    Optional<Encoded> replace = fields.optional(BOOLEAN);
    CertTemplate template = CertTemplate.decode(fields.next("certTemplate"));
    fields.end();
    boolean replaces = replace.isEmpty() || ((ASN1Boolean) replace.get().value()).isTrue();
    return new ModCertTemplate(pkiData, requests, replaces, template);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.MOD_CERT_TEMPLATE.oid();
  }

  @Override
  public List<Encoded> values() {
    List<Encoded> fields = new ArrayList<>();
    fields.add(pkiData.encode());
    fields.add(BodyPartReference.encodeList(requests));
    if (!replace) {
      fields.add(Encoded.of(ASN1Boolean.FALSE));
    }
    fields.add(template.encode());
    return List.of(Encoded.sequenceOf(fields));
  }
}
