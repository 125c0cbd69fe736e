package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/**
 * The value of an extensionReqTemplate, and of an extensionRequest, whose values are all present.
 *
 * <pre>
 * ExtensionTemplates ::= SEQUENCE SIZE (1..MAX) OF ExtensionTemplate
 *
 * ExtensionTemplate ::= SEQUENCE {
 *   extnID    OBJECT IDENTIFIER,
 *   critical  BOOLEAN DEFAULT FALSE,
 *   extnValue OCTET STRING OPTIONAL }                 -- RFC 9908 section 3.4
 * </pre>
 */
final class ExtensionTemplates {
  private static final String PATH = "/CsrAttrs/extensions";

  private ExtensionTemplates() {}

  static boolean isRequest(ASN1ObjectIdentifier type) {
    return type.equals(EstOids.EXTENSION_REQUEST) || type.equals(EstOids.EXTENSION_REQ_TEMPLATE);
  }

  /**
   * A lone ExtensionTemplate, where a SEQUENCE of them should be, is understood, and so is an empty
   * value for an absent one, since no extension has one.
   */
  static List<WantedExtension> read(ASN1Encodable value) throws MalformedException {
    ASN1Sequence sequence = Asn1.typed((Object) value, ASN1Sequence::getInstance, PATH);
    if (sequence.size() > 0 && sequence.getObjectAt(0) instanceof ASN1ObjectIdentifier) {
      return List.of(extension(sequence));
    }
    List<WantedExtension> extensions = new ArrayList<>();
    for (ASN1Encodable element : sequence) {
      extensions.add(extension(element));
    }
    return extensions;
  }

  private static WantedExtension extension(ASN1Encodable element) throws MalformedException {
    SequenceReader fields = SequenceReader.of(element, PATH);
    ASN1ObjectIdentifier id = fields.next("extnID", ASN1ObjectIdentifier::getInstance);
    Optional<ASN1Primitive> critical = fields.optional(ASN1Boolean.class::isInstance);
    Optional<ASN1Primitive> value = fields.optional(ASN1OctetString.class::isInstance);
    fields.end();
    boolean isCritical = critical.isPresent() && ((ASN1Boolean) critical.get()).isTrue();
    byte[] octets = value.map(v -> ((ASN1OctetString) v).getOctets()).orElse(new byte[0]);
    return new WantedExtension(id, isCritical, octets.length == 0 ? null : octets);
  }

  static ASN1Sequence write(List<WantedExtension> extensions) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    for (WantedExtension extension : extensions) {
      ASN1EncodableVector fields = new ASN1EncodableVector();
      fields.add(extension.id());
      if (extension.critical()) {
        fields.add(ASN1Boolean.TRUE);
      }
      extension.value().ifPresent(octets -> fields.add(new DEROctetString(octets)));
      all.add(new DERSequence(fields));
    }
    return new DERSequence(all);
  }
}
