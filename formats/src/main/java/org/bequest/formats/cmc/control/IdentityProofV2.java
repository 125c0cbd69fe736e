package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The knowledge of a shared secret, shown over the request sequence as it is sent.
 *
 * <pre>
 * IdentityProofV2 ::= SEQUENCE {
 *   hashAlgID        AlgorithmIdentifier,
 *   macAlgID         AlgorithmIdentifier,
 *   witness          OCTET STRING }                       -- RFC 5272 section 6.2.1
 * </pre>
 */
public record IdentityProofV2(
    AlgorithmIdentifier hashAlgId, AlgorithmIdentifier macAlgId, Octets witness)
    implements Control {
  private static final String PATH = "/IdentityProofV2";

  static IdentityProofV2 decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    AlgorithmIdentifier hash = fields.next("hashAlgID", AlgorithmIdentifier::getInstance);
    AlgorithmIdentifier mac = fields.next("macAlgID", AlgorithmIdentifier::getInstance);
    Octets witness = OctetValue.decode(fields.next("witness"), PATH + "/witness");
    fields.end();
    return new IdentityProofV2(hash, mac, witness);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.IDENTITY_PROOF_V2.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(
        Encoded.sequence(Encoded.of(hashAlgId), Encoded.of(macAlgId), OctetValue.encoded(witness)));
  }
}
