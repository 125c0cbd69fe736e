package org.bequest.formats.crmf;

import java.math.BigInteger;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * How possession of a key is shown that cannot sign.
 *
 * <pre>
 * POPOPrivKey ::= CHOICE {                                -- IMPLICIT TAGS
 *   thisMessage       [0] BIT STRING,                     -- deprecated
 *   subsequentMessage [1] SubsequentMessage,
 *   dhMAC             [2] BIT STRING,                     -- deprecated
 *   agreeMAC          [3] PKMACValue,
 *   encryptedKey      [4] EnvelopedData }
 * SubsequentMessage ::= INTEGER { encrCert (0), challengeResp (1) }
 * PKMACValue ::= SEQUENCE {
 *   algId  AlgorithmIdentifier,
 *   value  BIT STRING }                                   -- RFC 4211 section 4.2
 * </pre>
 */
public sealed interface PopoPrivKey {
  Encoded encode();

  /** The private key itself, encrypted. */
  record ThisMessage(Octets encryptedKey) implements PopoPrivKey {
    private static final int TAG = 0x80;

    @Override
    public Encoded encode() {
      return Encoded.of(new DERBitString(encryptedKey.bytes())).retagged(TAG);
    }
  }

  /** The proof comes later. */
  record SubsequentMessage(int kind) implements PopoPrivKey {
    /** The certificate will be encrypted: CMC forbids it. */
    public static final int ENCR_CERT = 0;

    /** A challenge is asked for: in CMC an Encrypted POP control. */
    public static final int CHALLENGE_RESP = 1;

    private static final int TAG = 0x81;

    @Override
    public Encoded encode() {
      return Encoded.of(new ASN1Integer(kind)).retagged(TAG);
    }
  }

  /** A MAC under a key agreed with a static one of the authority. */
  record DhMac(Octets mac) implements PopoPrivKey {
    private static final int TAG = 0x82;

    @Override
    public Encoded encode() {
      return Encoded.of(new DERBitString(mac.bytes())).retagged(TAG);
    }
  }

  /** The same with its algorithm. */
  record AgreeMac(AlgorithmIdentifier algorithm, Octets value) implements PopoPrivKey {
    private static final int TAG = 0xa3;

    private static AgreeMac decode(Encoded encoded) throws MalformedException {
      PartReader fields = PartReader.of(encoded, TAG, PATH);
      AlgorithmIdentifier algorithm = fields.next("algId", AlgorithmIdentifier::getInstance);
      Octets value = bits(fields.next("value"));
      fields.end();
      return new AgreeMac(algorithm, value);
    }

    @Override
    public Encoded encode() {
      Encoded bits = Encoded.of(new DERBitString(value.bytes()));
      return Encoded.sequence(Encoded.of(algorithm), bits).retagged(TAG);
    }
  }

  /** The private key itself in an EnvelopedData. */
  record EncryptedKey(Encoded envelopedData) implements PopoPrivKey {
    private static final int TAG = 0xa4;

    @Override
    public Encoded encode() {
      return envelopedData.retagged(TAG);
    }
  }

  String PATH = "/CertReqMsg/popo/POPOPrivKey";

  static PopoPrivKey decode(Encoded value) throws MalformedException {
    return switch (value.identifier()) {
      case ThisMessage.TAG -> new ThisMessage(bits(value.retagged(BIT_STRING)));
      case SubsequentMessage.TAG -> subsequent(value.retagged(INTEGER));
      case DhMac.TAG -> new DhMac(bits(value.retagged(BIT_STRING)));
      case AgreeMac.TAG -> AgreeMac.decode(value);
      case EncryptedKey.TAG -> new EncryptedKey(value.retagged(Encoded.SEQUENCE));
      default -> throw new MalformedException("unknown choice at " + PATH);
    };
  }

  int BIT_STRING = 0x03;
  int INTEGER = 0x02;

  private static SubsequentMessage subsequent(Encoded value) throws MalformedException {
    ASN1Integer kind = Asn1.typed((Object) value.value(), ASN1Integer::getInstance, PATH);
    if (!kind.hasValue(BigInteger.ZERO) && !kind.hasValue(BigInteger.ONE)) {
      throw new MalformedException("unknown subsequentMessage at " + PATH);
    }
    return new SubsequentMessage(kind.intValueExact());
  }

  private static Octets bits(Encoded value) throws MalformedException {
    ASN1BitString bits = Asn1.typed((Object) value.value(), ASN1BitString::getInstance, PATH);
    if (bits.getPadBits() != 0) {
      throw new MalformedException("not whole octets at " + PATH);
    }
    return Octets.of(bits.getOctets());
  }
}
