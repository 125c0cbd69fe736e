package org.bequest.formats.pkix;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.pkix.KeyDemand.Of;
import org.bequest.formats.pkix.KeyDemand.Rsa;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Which object identifiers speak of a key, and how they do it in a list. */
final class KeyDemands {
  private static final int LARGEST_RSA = 1 << 16;

  /** Where standards bodies number the named curves. */
  private static final List<ASN1ObjectIdentifier> CURVES =
      List.of(
          new ASN1ObjectIdentifier("1.2.840.10045.3.1"),
          new ASN1ObjectIdentifier("1.3.132.0"),
          new ASN1ObjectIdentifier("1.3.36.3.3.2.8.1.1"));

  /** X25519, X448, Ed25519, Ed448: {@code 1.3.101.110} to {@code .113}. */
  private static final List<ASN1ObjectIdentifier> EDWARDS =
      List.of(
          EdECObjectIdentifiers.id_X25519,
          EdECObjectIdentifiers.id_X448,
          EdECObjectIdentifiers.id_Ed25519,
          EdECObjectIdentifiers.id_Ed448);

  private KeyDemands() {}

  /** A bare identifier of a kind of key, or of a curve, which some servers send alone. */
  static Optional<KeyDemand> named(ASN1ObjectIdentifier oid) {
    if (CURVES.stream().anyMatch(oid::on)) {
      return Optional.of(new Of(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, oid)));
    }
    return isKeyType(oid) ? Optional.of(of(oid, List.of())) : Optional.empty();
  }

  /** ML-DSA, SLH-DSA and ML-KEM name the key and the scheme alike. */
  private static boolean isKeyType(ASN1ObjectIdentifier oid) {
    return oid.equals(PKCSObjectIdentifiers.rsaEncryption)
        || oid.equals(X9ObjectIdentifiers.id_ecPublicKey)
        || EDWARDS.contains(oid)
        || isPostQuantum(oid);
  }

  private static boolean isPostQuantum(ASN1ObjectIdentifier oid) {
    if (oid.on(NISTObjectIdentifiers.kems)) {
      return true;
    }
    return oid.on(NISTObjectIdentifiers.sigAlgs)
        && Integer.parseInt(oid.getId().substring(oid.getId().lastIndexOf('.') + 1)) >= 17;
  }

  /** An attribute whose type is a kind of key (RFC 9908 section 3.2). */
  static Optional<KeyDemand> attribute(AttrOrOid.Attr attribute) {
    return isKeyType(attribute.type())
        ? Optional.of(of(attribute.type(), attribute.values()))
        : Optional.empty();
  }

  private static KeyDemand of(ASN1ObjectIdentifier type, List<ASN1Encodable> values) {
    if (type.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      boolean sized = !values.isEmpty() && values.getFirst() instanceof ASN1Integer;
      return new Rsa(sized ? bits((ASN1Integer) values.getFirst()) : 0);
    }
    return new Of(
        values.isEmpty()
            ? new AlgorithmIdentifier(type)
            : new AlgorithmIdentifier(type, values.getFirst()));
  }

  private static int bits(ASN1Integer size) {
    BigInteger bits = size.getValue();
    return bits.signum() > 0 && bits.bitLength() < 32 ? Math.min(bits.intValue(), LARGEST_RSA) : 0;
  }

  /** Whether this names a signature and nothing that could stand in a request as attribute. */
  static boolean isSignatureScheme(ASN1ObjectIdentifier oid) {
    return oid.on(X9ObjectIdentifiers.id_ecSigType)
        || oid.on(PKCSObjectIdentifiers.pkcs_1)
        || oid.on(NISTObjectIdentifiers.sigAlgs)
        || EDWARDS.contains(oid);
  }
}
