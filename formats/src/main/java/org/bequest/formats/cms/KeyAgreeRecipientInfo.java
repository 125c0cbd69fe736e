package org.bequest.formats.cms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * The key under one that the recipient agrees on with an ephemeral key of the sender.
 *
 * <pre>
 * KeyAgreeRecipientInfo ::= SEQUENCE {
 *   version                CMSVersion,  -- always set to 3
 *   originator             [0] EXPLICIT OriginatorIdentifierOrKey,
 *   ukm                    [1] EXPLICIT UserKeyingMaterial OPTIONAL,
 *   keyEncryptionAlgorithm KeyEncryptionAlgorithmIdentifier,
 *   recipientEncryptedKeys RecipientEncryptedKeys }
 *
 * OriginatorPublicKey ::= SEQUENCE {
 *   algorithm AlgorithmIdentifier,
 *   publicKey BIT STRING }                                        -- RFC 5652 section 6.2.2
 * </pre>
 *
 * @param originatorKey null when the originator is named by a certificate: both keys are static
 *     then, which nothing in EST uses
 */
public record KeyAgreeRecipientInfo(
    @Nullable SubjectPublicKeyInfo originatorKey,
    byte @Nullable [] ukm,
    AlgorithmIdentifier algorithm,
    List<EncryptedKey> encryptedKeys)
    implements RecipientInfo {
  private static final int VERSION = 3;

  public KeyAgreeRecipientInfo {
    encryptedKeys = List.copyOf(encryptedKeys);
  }

  /** From an ephemeral key, without user keying material. */
  public KeyAgreeRecipientInfo(
      SubjectPublicKeyInfo originatorKey,
      AlgorithmIdentifier algorithm,
      List<EncryptedKey> encryptedKeys) {
    this(originatorKey, null, algorithm, encryptedKeys);
  }

  /**
   * The wrapped key for one of those who agree.
   *
   * <pre>
   * RecipientEncryptedKey ::= SEQUENCE {
   *   rid          KeyAgreeRecipientIdentifier,
   *   encryptedKey EncryptedKey }
   *
   * KeyAgreeRecipientIdentifier ::= CHOICE {
   *   issuerAndSerialNumber IssuerAndSerialNumber,
   *   rKeyId                [0] IMPLICIT RecipientKeyIdentifier }
   *
   * RecipientKeyIdentifier ::= SEQUENCE {
   *   subjectKeyIdentifier SubjectKeyIdentifier,
   *   date                 GeneralizedTime OPTIONAL,
   *   other                OtherKeyAttribute OPTIONAL }             -- RFC 5652 section 6.2.2
   * </pre>
   */
  public record EncryptedKey(EntityIdentifier id, byte[] octets) {
    static EncryptedKey decode(ASN1Encodable value, String path) throws MalformedException {
      SequenceReader fields = SequenceReader.of(value, path);
      ASN1Primitive rid = fields.next("rid");
      byte[] octets = fields.next("encryptedKey", ASN1OctetString::getInstance).getOctets();
      fields.end();
      if (!(rid instanceof ASN1TaggedObject tagged)) {
        return new EncryptedKey(EntityIdentifier.decode(rid, path + "/rid"), octets);
      }
      Function<ASN1TaggedObject, ASN1Sequence> implicit = t -> ASN1Sequence.getInstance(t, false);
      SequenceReader keyId = SequenceReader.of(Asn1.typed(tagged, implicit, path), path);
      byte[] ski = keyId.next("subjectKeyIdentifier", ASN1OctetString::getInstance).getOctets();
      return new EncryptedKey(new EntityIdentifier.KeyIdentifier(ski), octets);
    }

    ASN1Encodable encode() {
      ASN1EncodableVector fields = new ASN1EncodableVector();
      fields.add(
          switch (id) {
            case EntityIdentifier.IssuerAndSerial both -> both.encode();
            case EntityIdentifier.KeyIdentifier ski ->
                new DERTaggedObject(false, 0, new DERSequence(new DEROctetString(ski.octets())));
          });
      fields.add(new DEROctetString(octets));
      return new DERSequence(fields);
    }
  }

  static KeyAgreeRecipientInfo decode(SequenceReader fields, String path, CmsLimits limits)
      throws MalformedException {
    fields.version(VERSION, VERSION);
    ASN1TaggedObject originator =
        fields.tagged(0).orElseThrow(() -> new MalformedException("missing originator at " + path));
    SubjectPublicKeyInfo key = originatorKey(originator, path + "/originator");
    byte[] ukm = ukm(fields.tagged(1), path + "/ukm");
    AlgorithmIdentifier algorithm =
        fields.next("keyEncryptionAlgorithm", AlgorithmIdentifier::getInstance);
    List<EncryptedKey> keys = keys(fields.next("recipientEncryptedKeys"), path, limits);
    fields.end();
    return new KeyAgreeRecipientInfo(key, ukm, algorithm, keys);
  }

  private static List<EncryptedKey> keys(ASN1Primitive value, String path, CmsLimits limits)
      throws MalformedException {
    ASN1Sequence sequence = Asn1.typed(value, ASN1Sequence::getInstance, path);
    if (sequence.size() > limits.recipients()) {
      throw new MalformedException("too many recipients at " + path);
    }
    List<EncryptedKey> keys = new ArrayList<>();
    for (ASN1Encodable element : sequence) {
      keys.add(EncryptedKey.decode(element, path + "/recipientEncryptedKeys"));
    }
    return keys;
  }

  /** The structure of an OriginatorPublicKey is that of a SubjectPublicKeyInfo. */
  private static @Nullable SubjectPublicKeyInfo originatorKey(ASN1TaggedObject field, String path)
      throws MalformedException {
    Function<ASN1TaggedObject, ASN1Primitive> explicit =
        tagged -> tagged.getExplicitBaseObject().toASN1Primitive();
    ASN1Primitive choice = Asn1.typed(field, explicit, path);
    if (!(choice instanceof ASN1TaggedObject key && key.hasTag(BERTags.CONTEXT_SPECIFIC, 1))) {
      EntityIdentifier.decode(choice, path);
      return null;
    }
    Function<ASN1TaggedObject, SubjectPublicKeyInfo> implicit =
        tagged -> SubjectPublicKeyInfo.getInstance(tagged, false);
    return Asn1.typed(key, implicit, path);
  }

  static byte @Nullable [] ukm(Optional<ASN1TaggedObject> field, String path)
      throws MalformedException {
    if (field.isEmpty()) {
      return null;
    }
    Function<ASN1TaggedObject, ASN1OctetString> explicit =
        tagged -> ASN1OctetString.getInstance(tagged, true);
    return Asn1.typed(field.get(), explicit, path).getOctets();
  }

  @Override
  public int version() {
    return VERSION;
  }

  /**
   * @throws IllegalStateException without the originator's key
   */
  @Override
  public ASN1Encodable encode() {
    if (originatorKey == null) {
      throw new IllegalStateException("only ephemeral originators are written");
    }
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(VERSION));
    fields.add(new DERTaggedObject(true, 0, new DERTaggedObject(false, 1, originatorKey)));
    if (ukm != null) {
      fields.add(new DERTaggedObject(true, 1, new DEROctetString(ukm)));
    }
    fields.add(algorithm);
    fields.add(
        new DERSequence(
            encryptedKeys.stream().map(EncryptedKey::encode).toArray(ASN1Encodable[]::new)));
    return RecipientInfo.choice(1, new DERSequence(fields));
  }
}
