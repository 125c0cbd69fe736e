package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * The value of an extensionRequest.
 *
 * <pre>
 * Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
 *
 * Extension ::= SEQUENCE {
 *   extnID    OBJECT IDENTIFIER,
 *   critical  BOOLEAN DEFAULT FALSE,
 *   extnValue OCTET STRING }                        -- RFC 5280 section 4.1
 * </pre>
 */
public final class RequestedExtensions {
  static final String PATH = "/attributes/extensionRequest";

  /** For one extension; a value within a request is shorter than the request anyway. */
  static final Limits LIMITS = new Limits(1 << 16, 16, 2000);

  private RequestedExtensions() {}

  /** Some clients send an extensionRequest with nothing in it; that asks for nothing. */
  static Optional<Extensions> of(ASN1Encodable value) throws MalformedException {
    return of(value, PATH);
  }

  /** Extensions that somebody asks for, each in DER and once; empty for an empty list. */
  public static Optional<Extensions> of(ASN1Encodable value, String path)
      throws MalformedException {
    ASN1Sequence sequence = Asn1.typed(value, ASN1Sequence::getInstance, path);
    List<Extension> extensions = new ArrayList<>();
    Set<ASN1ObjectIdentifier> seen = new HashSet<>();
    for (ASN1Encodable element : sequence) {
      Extension extension = extension(element);
      if (!seen.add(extension.getExtnId())) {
        throw new MalformedException("an extension comes twice at " + path);
      }
      extensions.add(extension);
    }
    return extensions.isEmpty()
        ? Optional.empty()
        : Optional.of(new Extensions(extensions.toArray(Extension[]::new)));
  }

  static Extension extension(ASN1Encodable element) throws MalformedException {
    SequenceReader fields = SequenceReader.of(element, PATH);
    ASN1ObjectIdentifier id = fields.next("extnID", ASN1ObjectIdentifier::getInstance);
    Optional<ASN1Primitive> critical = fields.optional(ASN1Boolean.class::isInstance);
    ASN1OctetString value = fields.next("extnValue", ASN1OctetString::getInstance);
    fields.end();
    Asn1.checkDer(value.getOctets(), LIMITS);
    boolean isCritical = critical.isPresent() && ((ASN1Boolean) critical.get()).isTrue();
    return new Extension(id, isCritical, value);
  }
}
