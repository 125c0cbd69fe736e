package org.bequest.formats.cmc.control;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Ties a request to the shared secret. It stands in the attributes of a PKCS#10 request or the
 * controls of a CRMF request, so that the proof of possession covers it.
 *
 * <pre>
 * PopLinkWitnessV2 ::= SEQUENCE {
 *   keyGenAlgorithm   AlgorithmIdentifier,
 *   macAlgorithm      AlgorithmIdentifier,
 *   witness           OCTET STRING }                      -- RFC 5272 section 6.3.1.1
 * </pre>
 */
public record PopLinkWitnessV2(
    AlgorithmIdentifier keyGenAlgorithm, AlgorithmIdentifier macAlgorithm, Octets witness)
    implements Control {
  private static final String PATH = "/PopLinkWitnessV2";

  /** The value, wherever it stands. */
  public static PopLinkWitnessV2 decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    AlgorithmIdentifier keyGen = fields.next("keyGenAlgorithm", AlgorithmIdentifier::getInstance);
    AlgorithmIdentifier mac = fields.next("macAlgorithm", AlgorithmIdentifier::getInstance);
    Octets witness = OctetValue.decode(fields.next("witness"), PATH + "/witness");
    fields.end();
    return new PopLinkWitnessV2(keyGen, mac, witness);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.POP_LINK_WITNESS_V2.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(
        Encoded.sequence(
            Encoded.of(keyGenAlgorithm), Encoded.of(macAlgorithm), OctetValue.encoded(witness)));
  }
}
