package org.bequest.ca.crl;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.Stream;
import org.bequest.ca.Issuer;
import org.bequest.ca.der.Der;
import org.bequest.store.CertificateStore.RevokedRow;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * Builds the bytes of a CRL from a stream of revoked certificates, holding only the bytes.
 *
 * <pre>
 * TBSCertList ::= SEQUENCE {
 *   version             Version OPTIONAL,        -- v2
 *   signature           AlgorithmIdentifier,
 *   issuer              Name,
 *   thisUpdate          Time,
 *   nextUpdate          Time OPTIONAL,
 *   revokedCertificates SEQUENCE OF SEQUENCE {
 *     userCertificate    CertificateSerialNumber,
 *     revocationDate     Time,
 *     crlEntryExtensions Extensions OPTIONAL } OPTIONAL,
 *   crlExtensions   [0] EXPLICIT Extensions OPTIONAL }             -- RFC 5280 section 5.1
 * </pre>
 */
public final class CrlBuilder {
  private static final ASN1Integer V2 = new ASN1Integer(1);

  private final Issuer issuer;
  private final Extension authorityKeyIdentifier;
  private final byte[][] reasons;

  /**
   * @param number above that of every CRL before it
   */
  public record Header(BigInteger number, Instant thisUpdate, Instant nextUpdate) {}

  public CrlBuilder(Issuer issuer) {
    this.issuer = issuer;
    this.authorityKeyIdentifier =
        extension(
            Extension.authorityKeyIdentifier, new AuthorityKeyIdentifier(issuer.keyIdentifier()));
    this.reasons = encodedReasons();
  }

  /** Reads the stream to its end; whoever opened it closes it. */
  public TbsCertList build(Header header, Stream<RevokedRow> revoked) {
    DerBuffer entries = new DerBuffer();
    int count = 0;
    for (Iterator<RevokedRow> rows = revoked.iterator(); rows.hasNext(); count++) {
      entries.add(entry(rows.next()));
    }
    byte[] list = count == 0 ? new byte[0] : Der.sequenceHeader(entries.length());
    byte[] tbs = assemble(before(header), list, entries, after(header));
    return new TbsCertList(tbs, header.number(), header.nextUpdate(), count);
  }

  private static byte[] assemble(byte[] before, byte[] list, DerBuffer entries, byte[] after) {
    int length = before.length + list.length + entries.length() + after.length;
    byte[] header = Der.sequenceHeader(length);
    byte[] tbs = new byte[header.length + length];
    int at = Der.put(list, tbs, Der.put(before, tbs, Der.put(header, tbs, 0)));
    entries.copyTo(tbs, at);
    Der.put(after, tbs, at + entries.length());
    return tbs;
  }

  private byte[] before(Header header) {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    fields.writeBytes(Der.encode(V2));
    fields.writeBytes(Der.encode(issuer.signatureAlgorithm()));
    fields.writeBytes(Der.encode(issuer.name()));
    fields.writeBytes(Der.time(header.thisUpdate()));
    fields.writeBytes(Der.time(header.nextUpdate()));
    return fields.toByteArray();
  }

  private byte[] after(Header header) {
    Extension number = extension(Extension.cRLNumber, new CRLNumber(header.number()));
    Extensions extensions = new Extensions(new Extension[] {authorityKeyIdentifier, number});
    return Der.explicit(0, Der.encode(extensions));
  }

  private byte[] entry(RevokedRow row) {
    return Der.sequence(
        Der.encode(new ASN1Integer(row.serial())), Der.time(row.at()), reasons[row.reason()]);
  }

  /** RFC 5280 5.3.1: unspecified (0) is said by leaving the extension out. */
  private static byte[][] encodedReasons() {
    byte[][] encoded = new byte[CRLReason.aACompromise + 1][];
    encoded[0] = new byte[0];
    for (int code = 1; code < encoded.length; code++) {
      encoded[code] =
          Der.encode(new Extensions(extension(Extension.reasonCode, CRLReason.lookup(code))));
    }
    return encoded;
  }

  private static Extension extension(ASN1ObjectIdentifier id, ASN1Encodable value) {
    return new Extension(id, false, Der.encode(value));
  }
}
