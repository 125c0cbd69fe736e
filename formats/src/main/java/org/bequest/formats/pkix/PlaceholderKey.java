package org.bequest.formats.pkix;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * A SubjectPublicKeyInfo that says which kind of key is wanted, with nobody's key in it.
 *
 * <pre>
 * SubjectPublicKeyInfoTemplate{PUBLIC-KEY:IOSet} ::= SEQUENCE {
 *   algorithm        AlgorithmIdentifier{PUBLIC-KEY, {IOSet}},
 *   subjectPublicKey BIT STRING OPTIONAL }                        -- RFC 9908 section 3.4
 * </pre>
 *
 * The size of RSA is said by a placeholder of that size.
 */
final class PlaceholderKey {
  private PlaceholderKey() {}

  static KeyDemand read(ASN1Encodable value, String path) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    AlgorithmIdentifier algorithm = fields.next("algorithm", AlgorithmIdentifier::getInstance);
    Optional<ASN1Primitive> placeholder = fields.optional(ASN1BitString.class::isInstance);
    fields.end();
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return new KeyDemand.Of(algorithm);
    }
    byte[] octets = placeholder.map(p -> ((ASN1BitString) p).getBytes()).orElse(new byte[0]);
    if (octets.length == 0) {
      return new KeyDemand.Rsa(0);
    }
    Function<byte[], RSAPublicKey> key = RSAPublicKey::getInstance;
    return new KeyDemand.Rsa(Asn1.typed(octets, key, path).getModulus().bitLength());
  }

  /** Nothing where there is no demand; a public key only where RSA has a size. */
  static Optional<ASN1Sequence> write(KeyDemand key) {
    return switch (key) {
      case KeyDemand.Any() -> Optional.empty();
      case KeyDemand.Rsa(int bits) -> Optional.of(rsa(bits));
      case KeyDemand.Of(AlgorithmIdentifier algorithm) -> Optional.of(new DERSequence(algorithm));
    };
  }

  private static ASN1Sequence rsa(int bits) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE));
    if (bits > 0) {
      BigInteger modulus = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      fields.add(new DERBitString(Der.of(new RSAPublicKey(modulus, BigInteger.valueOf(65537)))));
    }
    return new DERSequence(fields);
  }
}
