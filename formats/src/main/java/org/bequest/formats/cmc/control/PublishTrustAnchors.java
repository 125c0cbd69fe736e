package org.bequest.formats.cmc.control;

import java.math.BigInteger;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Tells a client which trust anchors it shall have from now on.
 *
 * <pre>
 * PublishTrustAnchors ::= SEQUENCE {
 *   seqNumber       INTEGER,
 *   hashAlgorithm   AlgorithmIdentifier,
 *   anchorHashes    SEQUENCE OF OCTET STRING }              -- RFC 5272 section 6.15
 * </pre>
 *
 * @param anchorHashes of the certificates of all of them
 */
public record PublishTrustAnchors(
    BigInteger seqNumber, AlgorithmIdentifier hashAlgorithm, List<Octets> anchorHashes)
    implements Control {
  private static final String PATH = "/PublishTrustAnchors";

  public PublishTrustAnchors {
    anchorHashes = List.copyOf(anchorHashes);
  }

  static PublishTrustAnchors decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    ASN1Integer number = fields.next("seqNumber", ASN1Integer::getInstance);
    AlgorithmIdentifier algorithm = fields.next("hashAlgorithm", AlgorithmIdentifier::getInstance);
    List<Octets> hashes = OctetValue.decodeList(fields.next("anchorHashes"), PATH);
    fields.end();
    return new PublishTrustAnchors(number.getValue(), algorithm, hashes);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.TRUSTED_ANCHORS.oid();
  }

  @Override
  public List<Encoded> values() {
    return List.of(
        Encoded.sequence(
            Encoded.of(new ASN1Integer(seqNumber)),
            Encoded.of(hashAlgorithm),
            OctetValue.encodeList(anchorHashes)));
  }
}
