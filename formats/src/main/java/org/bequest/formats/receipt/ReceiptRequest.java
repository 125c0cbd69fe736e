package org.bequest.formats.receipt;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * Who shall confirm a package, and how.
 *
 * <pre>
 * KeyPkgReceiptReq ::= SEQUENCE {
 *   encryptReceipt     BOOLEAN DEFAULT FALSE,
 *   receiptsFrom   [0] SIREntityNames OPTIONAL,
 *   receiptsTo         SIREntityNames }              -- RFC 7191 section 3; IMPLICIT TAGS
 * </pre>
 *
 * @param encrypt whether the receipt should be encrypted
 * @param from who should send one; absent for everybody who gets the package
 * @param to chooses the keys when the receipt is encrypted; it is no address
 */
public record ReceiptRequest(
    boolean encrypt, Optional<List<SirEntityName>> from, List<SirEntityName> to) {
  public ReceiptRequest {
    from = from.map(List::copyOf);
    to = List.copyOf(to);
    if (to.isEmpty() || from.filter(List::isEmpty).isPresent()) {
      throw new IllegalArgumentException("a list of names has at least one");
    }
  }

  /** In the clear, from everybody who gets the package. */
  public static ReceiptRequest to(SirEntityName originator) {
    return new ReceiptRequest(false, Optional.empty(), List.of(originator));
  }

  /**
   * Whether this receiver is asked. A name of a type that he does not know is passed over, as every
   * name is that is not his.
   */
  public boolean asks(SirEntityName receiver) {
    return from.isEmpty() || from.get().contains(receiver);
  }

  static ReceiptRequest decode(ASN1Encodable value, String path) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    boolean encrypt =
        fields.optional(ASN1Boolean.class::isInstance).filter(ASN1Boolean.TRUE::equals).isPresent();
    Optional<ASN1TaggedObject> tagged = fields.tagged(0);
    Optional<List<SirEntityName>> from = Optional.empty();
    if (tagged.isPresent()) {
      ASN1Sequence names =
          Asn1.typed(tagged.get(), t -> ASN1Sequence.getInstance(t, false), path + "/receiptsFrom");
      from = Optional.of(SirEntityName.decodeAll(names, path + "/receiptsFrom"));
    }
    List<SirEntityName> to =
        SirEntityName.decodeAll(
            fields.next("receiptsTo", ASN1Sequence::getInstance), path + "/receiptsTo");
    fields.end();
    return new ReceiptRequest(encrypt, from, to);
  }

  ASN1Sequence toAsn1() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    if (encrypt) {
      fields.add(ASN1Boolean.TRUE);
    }
    from.ifPresent(n -> fields.add(new DERTaggedObject(false, 0, SirEntityName.toAsn1(n))));
    fields.add(SirEntityName.toAsn1(to));
    return new DERSequence(fields);
  }
}
