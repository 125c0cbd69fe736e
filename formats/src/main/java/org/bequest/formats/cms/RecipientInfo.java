package org.bequest.formats.cms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The content-encryption key for one recipient.
 *
 * <pre>
 * RecipientInfo ::= CHOICE {
 *   ktri     KeyTransRecipientInfo,
 *   kari [1] KeyAgreeRecipientInfo,
 *   kekri [2] KEKRecipientInfo,
 *   pwri [3] PasswordRecipientinfo,
 *   ori  [4] OtherRecipientInfo }                  -- implicit tags; RFC 5652 section 6.2
 * </pre>
 */
public sealed interface RecipientInfo
    permits KeyTransRecipientInfo,
        KeyAgreeRecipientInfo,
        KekRecipientInfo,
        PasswordRecipientInfo,
        KemRecipientInfo,
        RecipientInfo.Unknown {
  /** One of a kind that is not known here: it is for somebody else. */
  record Unknown(ASN1Primitive value) implements RecipientInfo {
    @Override
    public int version() {
      return 0;
    }

    @Override
    public ASN1Encodable encode() {
      return value;
    }
  }

  int version();

  ASN1Encodable encode();

  /** Whether an EnvelopedData with this recipient has version 3 (RFC 5652 section 6.1). */
  default boolean makesVersion3() {
    return switch (this) {
      case PasswordRecipientInfo _, KemRecipientInfo _ -> true;
      case KeyTransRecipientInfo _, KeyAgreeRecipientInfo _, KekRecipientInfo _, Unknown _ -> false;
    };
  }

  /** Whether it may mean the holder of this certificate. Only the key says whether it does. */
  default boolean mayMean(X509CertificateHolder certificate) {
    return switch (this) {
      case KeyTransRecipientInfo transport -> transport.id().names(certificate);
      case KeyAgreeRecipientInfo agreement ->
          agreement.encryptedKeys().stream().anyMatch(k -> k.id().names(certificate));
      case KemRecipientInfo kem -> kem.id().names(certificate);
      case KekRecipientInfo _, PasswordRecipientInfo _, Unknown _ -> false;
    };
  }

  static DERSet encodeAll(List<RecipientInfo> recipients) {
    return new DERSet(recipients.stream().map(RecipientInfo::encode).toArray(ASN1Encodable[]::new));
  }

  static List<RecipientInfo> decodeAll(ASN1Primitive recipientInfos, String path, CmsLimits limits)
      throws MalformedException {
    ASN1Set set = Asn1.typed(recipientInfos, ASN1Set::getInstance, path + "/recipientInfos");
    if (set.size() == 0 || set.size() > limits.recipients()) {
      throw new MalformedException("no or too many recipients at " + path);
    }
    List<RecipientInfo> recipients = new ArrayList<>();
    for (ASN1Encodable element : set) {
      recipients.add(decode(element.toASN1Primitive(), path, limits));
    }
    return recipients;
  }

  private static RecipientInfo decode(ASN1Primitive value, String path, CmsLimits limits)
      throws MalformedException {
    if (!(value instanceof ASN1TaggedObject tagged)) {
      return KeyTransRecipientInfo.decode(SequenceReader.of(value, path + "/ktri"));
    }
    if (!tagged.hasTagClass(BERTags.CONTEXT_SPECIFIC)) {
      throw new MalformedException("unknown choice at " + path + "/recipientInfos");
    }
    Function<ASN1TaggedObject, ASN1Sequence> implicit = t -> ASN1Sequence.getInstance(t, false);
    String inner = path + "/recipientInfos/" + tagged.getTagNo();
    SequenceReader fields = SequenceReader.of(Asn1.typed(tagged, implicit, inner), inner);
    return switch (tagged.getTagNo()) {
      case 1 -> KeyAgreeRecipientInfo.decode(fields, inner, limits);
      case 2 -> KekRecipientInfo.decode(fields, inner);
      case 3 -> PasswordRecipientInfo.decode(fields, inner);
      case 4 -> KemRecipientInfo.decodeOther(fields, value, inner);
      default -> new Unknown(value);
    };
  }

  /** With the implicit tag of its choice. */
  static ASN1Encodable choice(int tag, ASN1Encodable fields) {
    return new DERTaggedObject(false, tag, fields);
  }
}
