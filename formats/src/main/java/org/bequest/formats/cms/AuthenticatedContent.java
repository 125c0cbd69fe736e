package org.bequest.formats.cms;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * An AuthenticatedData, decoded and not yet believed.
 *
 * <pre>
 * AuthenticatedData ::= SEQUENCE {
 *   version          CMSVersion,
 *   originatorInfo   [0] IMPLICIT OriginatorInfo OPTIONAL,
 *   recipientInfos   RecipientInfos,
 *   macAlgorithm     MessageAuthenticationCodeAlgorithm,
 *   digestAlgorithm  [1] DigestAlgorithmIdentifier OPTIONAL,
 *   encapContentInfo EncapsulatedContentInfo,
 *   authAttrs        [2] IMPLICIT AuthAttributes OPTIONAL,
 *   mac              MessageAuthenticationCode,
 *   unauthAttrs      [3] IMPLICIT UnauthAttributes OPTIONAL }     -- RFC 5652 section 9.1
 * </pre>
 *
 * @param digestAlgorithm present exactly when there are authenticated attributes
 */
public record AuthenticatedContent(
    List<RecipientInfo> recipients,
    AlgorithmIdentifier macAlgorithm,
    @Nullable AlgorithmIdentifier digestAlgorithm,
    Content content,
    Attributes authenticated,
    byte[] mac,
    Attributes unauthenticated)
    implements Layer {
  private static final String PATH = "/AuthenticatedData";

  public AuthenticatedContent {
    recipients = List.copyOf(recipients);
  }

  /** Reads a ContentInfo with an AuthenticatedData, in DER or BER. */
  public static AuthenticatedContent decode(byte[] contentInfo) throws MalformedException {
    return of(Content.decode(contentInfo));
  }

  public static AuthenticatedContent of(Content content) throws MalformedException {
    return of(content, CmsLimits.STANDARD);
  }

  public static AuthenticatedContent of(Content content, CmsLimits limits)
      throws MalformedException {
    if (!content.is(CmsOids.AUTH_DATA)) {
      throw new MalformedException("not an AuthenticatedData at /ContentInfo/contentType");
    }
    SequenceReader fields = SequenceReader.of(Asn1.ber(content.octets(), limits.structure()), PATH);
    fields.version(0, 3);
    fields.tagged(0);
    List<RecipientInfo> recipients =
        RecipientInfo.decodeAll(fields.next("recipientInfos"), PATH, limits);
    AlgorithmIdentifier macAlgorithm =
        fields.next("macAlgorithm", AlgorithmIdentifier::getInstance);
    AlgorithmIdentifier digest = digest(fields.tagged(1));
    Content inner =
        content(SignedContent.Encapsulated.decode(fields.next("encapContentInfo"), PATH));
    Attributes authenticated = Attributes.decode(fields.tagged(2), PATH + "/authAttrs", limits);
    byte[] mac = fields.next("mac", ASN1OctetString::getInstance).getOctets();
    Attributes unauthenticated = Attributes.decode(fields.tagged(3), PATH + "/unauthAttrs", limits);
    fields.end();
    if (authenticated.isEmpty() != (digest == null)) {
      throw new MalformedException("digestAlgorithm without authAttrs or the reverse at " + PATH);
    }
    return new AuthenticatedContent(
        recipients, macAlgorithm, digest, inner, authenticated, mac, unauthenticated);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return CmsOids.AUTH_DATA;
  }

  @Override
  public Content encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(0));
    fields.add(RecipientInfo.encodeAll(recipients));
    fields.add(macAlgorithm);
    if (digestAlgorithm != null) {
      fields.add(new DERTaggedObject(false, 1, digestAlgorithm));
    }
    fields.add(new SignedContent.Encapsulated(content.type(), content.octets()).encode());
    authenticated.field(2).ifPresent(fields::add);
    fields.add(new DEROctetString(mac));
    unauthenticated.field(3).ifPresent(fields::add);
    return new Content(CmsOids.AUTH_DATA, Der.of(new DERSequence(fields)));
  }

  private static @Nullable AlgorithmIdentifier digest(Optional<ASN1TaggedObject> field)
      throws MalformedException {
    if (field.isEmpty()) {
      return null;
    }
    Function<ASN1TaggedObject, AlgorithmIdentifier> implicit =
        tagged -> AlgorithmIdentifier.getInstance(tagged, false);
    return Asn1.typed(field.get(), implicit, PATH + "/digestAlgorithm");
  }

  private static Content content(SignedContent.Encapsulated inner) throws MalformedException {
    byte[] octets = inner.octets();
    if (octets == null) {
      throw new MalformedException("missing eContent at " + PATH);
    }
    return new Content(inner.type(), octets);
  }
}
