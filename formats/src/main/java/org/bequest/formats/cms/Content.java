package org.bequest.formats.cms;

import java.io.IOException;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * What a layer of a message holds: the encoding of a structure and the name of its type; for
 * id-data, the octets themselves.
 *
 * <pre>
 * ContentInfo ::= SEQUENCE {
 *   contentType ContentType,
 *   content     [0] EXPLICIT ANY DEFINED BY contentType }         -- RFC 5652 section 3
 * </pre>
 */
public record Content(ASN1ObjectIdentifier type, byte[] octets) {
  private static final String PATH = "/ContentInfo";

  /** Octets that are not said to be anything. */
  public static Content data(byte[] octets) {
    return new Content(CmsOids.DATA, octets);
  }

  /** Reads a ContentInfo in DER or BER. */
  public static Content decode(byte[] contentInfo) throws MalformedException {
    return decode(contentInfo, CmsLimits.STANDARD);
  }

  public static Content decode(byte[] contentInfo, CmsLimits limits) throws MalformedException {
    return of(Asn1.ber(contentInfo, limits.structure()));
  }

  /** A ContentInfo that stands inside another structure. */
  public static Content of(ASN1Encodable contentInfo) throws MalformedException {
    SequenceReader fields = SequenceReader.of(contentInfo, PATH);
    ASN1ObjectIdentifier type = fields.next("contentType", ASN1ObjectIdentifier::getInstance);
    ASN1TaggedObject tagged =
        fields.tagged(0).orElseThrow(() -> new MalformedException("missing content at " + PATH));
    fields.end();
    Function<ASN1TaggedObject, ASN1Primitive> explicit =
        t -> t.getExplicitBaseObject().toASN1Primitive();
    ASN1Primitive value = Asn1.typed(tagged, explicit, PATH + "/content");
    if (!type.equals(CmsOids.DATA)) {
      return new Content(type, encoded(value));
    }
    return data(Asn1.typed(value, ASN1OctetString::getInstance, PATH + "/content").getOctets());
  }

  /** As a ContentInfo in DER. */
  public byte[] encode() {
    return Der.of(contentInfo());
  }

  /** As a ContentInfo, to stand inside another structure. */
  public ASN1Encodable contentInfo() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(type);
    fields.add(new DERTaggedObject(true, 0, value()));
    return new DERSequence(fields);
  }

  public boolean is(ASN1ObjectIdentifier other) {
    return type.equals(other);
  }

  private ASN1Encodable value() {
    if (is(CmsOids.DATA)) {
      return new DEROctetString(octets);
    }
    try {
      return ASN1Primitive.fromByteArray(octets);
    } catch (IOException e) {
      throw new IllegalStateException("content of type " + type + " is not encoded", e);
    }
  }

  /** BER stays BER, so that nobody's octets are changed who signed them. */
  private static byte[] encoded(ASN1Primitive value) throws MalformedException {
    try {
      return value.getEncoded();
    } catch (IOException e) {
      throw new MalformedException("bad structure at " + PATH + "/content", e);
    }
  }
}
