package org.bequest.formats.firmware;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.RecipientInfo;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The key of an encrypted package, wrapped: an EnvelopedData whose ciphertext lies elsewhere, in
 * the EncryptedData of the package. Nobody signs it, so that each on the way may wrap it anew.
 *
 * <pre>
 * EnvelopedData ::= SEQUENCE {
 *   version              CMSVersion,
 *   originatorInfo       [0] IMPLICIT OriginatorInfo OPTIONAL,
 *   recipientInfos       RecipientInfos,
 *   encryptedContentInfo EncryptedContentInfo,
 *   unprotectedAttrs     [1] -- MUST NOT be present -- }
 *
 * EncryptedContentInfo ::= SEQUENCE {
 *   contentType                ContentType,
 *   contentEncryptionAlgorithm ContentEncryptionAlgorithmIdentifier,
 *   encryptedContent           [0] -- MUST NOT be present -- } -- RFC 4108 section 2.3.1
 * </pre>
 *
 * @param originator kept as it came
 * @param contentType and
 * @param algorithm those of the EncryptedData, parameters and all
 */
public record WrappedFirmwareKey(
    Optional<ASN1Sequence> originator,
    List<RecipientInfo> recipients,
    ASN1ObjectIdentifier contentType,
    AlgorithmIdentifier algorithm) {
  private static final String PATH = "/unsignedAttrs/wrapped-firmware-decryption-key";

  /** The tag in a CertificateSet from which on a certificate may be of any other format. */
  private static final int OTHER_FORMAT = 3;

  /**
   * @throws IllegalArgumentException without a recipient
   */
  public WrappedFirmwareKey {
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("a key that nobody can unwrap");
    }
  }

  /** For these recipients, of the package that is encrypted so. */
  public static WrappedFirmwareKey of(
      List<RecipientInfo> recipients,
      ASN1ObjectIdentifier contentType,
      AlgorithmIdentifier algorithm) {
    return new WrappedFirmwareKey(Optional.empty(), recipients, contentType, algorithm);
  }

  /**
   * From the unsigned attributes of a package.
   *
   * @throws MalformedException also when there is any other attribute, or more than one value
   */
  public static Optional<WrappedFirmwareKey> of(Attributes unsigned) throws MalformedException {
    if (unsigned.isEmpty()) {
      return Optional.empty();
    }
    Optional<ASN1Encodable> value = unsigned.single(FirmwareOids.WRAPPED_KEY);
    if (value.isEmpty() || unsigned.attributes().size() != 1) {
      throw new MalformedException("another attribute than the wrapped key at /unsignedAttrs");
    }
    return Optional.of(decode(value.get()));
  }

  public static WrappedFirmwareKey decode(ASN1Encodable value) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, PATH);
    fields.version(0, 4);
    Optional<ASN1Sequence> originator = originator(fields.tagged(0));
    List<RecipientInfo> recipients =
        RecipientInfo.decodeAll(fields.next("recipientInfos"), PATH, CmsLimits.STANDARD);
    SequenceReader encrypted =
        SequenceReader.of(fields.next("encryptedContentInfo"), PATH + "/encryptedContentInfo");
    ASN1ObjectIdentifier type = encrypted.next("contentType", ASN1ObjectIdentifier::getInstance);
    AlgorithmIdentifier algorithm =
        encrypted.next("contentEncryptionAlgorithm", AlgorithmIdentifier::getInstance);
    encrypted.end();
    fields.end();
    return new WrappedFirmwareKey(originator, recipients, type, algorithm);
  }

  private static Optional<ASN1Sequence> originator(Optional<ASN1TaggedObject> field)
      throws MalformedException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    String path = PATH + "/originatorInfo";
    Function<ASN1TaggedObject, ASN1Sequence> sequence = t -> ASN1Sequence.getInstance(t, false);
    ASN1Sequence originator = Asn1.typed(field.get(), sequence, path);
    SequenceReader fields = SequenceReader.of(originator, path);
    Optional<ASN1TaggedObject> certificates = fields.tagged(0);
    fields.tagged(1);
    fields.end();
    if (certificates.isPresent()) {
      Function<ASN1TaggedObject, ASN1Set> set = t -> ASN1Set.getInstance(t, false);
      checkKinds(Asn1.typed(certificates.get(), set, path + "/certs"), path + "/certs");
    }
    return Optional.of(originator);
  }

  /** No extendedCertificate [0], v1AttrCert [1], v2AttrCert [2]. */
  private static void checkKinds(ASN1Set certificates, String path) throws MalformedException {
    for (ASN1Encodable certificate : certificates) {
      if (certificate instanceof ASN1TaggedObject tagged && tagged.getTagNo() < OTHER_FORMAT) {
        throw new MalformedException("a kind of certificate that is not allowed at " + path);
      }
    }
  }

  /** Whether it says of the ciphertext what the ciphertext's own message says of it. */
  public boolean isAbout(ASN1ObjectIdentifier type, AlgorithmIdentifier encryption) {
    return contentType.equals(type) && algorithm.equals(encryption);
  }

  /** With its ciphertext again: an EnvelopedData as any other. */
  public EnvelopedContent around(byte[] ciphertext) {
    return new EnvelopedContent(
        recipients, new EncryptedContentInfo(contentType, algorithm, ciphertext), Attributes.NONE);
  }

  public Attribute toAttribute() {
    return Attributes.attribute(FirmwareOids.WRAPPED_KEY, toAsn1());
  }

  public ASN1Sequence toAsn1() {
    ASN1EncodableVector encrypted = new ASN1EncodableVector();
    encrypted.add(contentType);
    encrypted.add(algorithm);
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(version()));
    originator.ifPresent(o -> fields.add(new DERTaggedObject(false, 0, o)));
    fields.add(
        new DERSet(recipients.stream().map(RecipientInfo::encode).toArray(ASN1Encodable[]::new)));
    fields.add(new DERSequence(encrypted));
    return new DERSequence(fields);
  }

  /** RFC 5652 section 6.1. */
  private int version() {
    if (recipients.stream().anyMatch(RecipientInfo::makesVersion3)) {
      return 3;
    }
    boolean plain = originator.isEmpty() && recipients.stream().allMatch(r -> r.version() == 0);
    return plain ? 0 : 2;
  }
}
