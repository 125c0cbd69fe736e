package org.bequest.formats.firmware;

import java.util.List;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What applications can use of the package: not what it uses inside of itself. Without parameters.
 *
 * <pre>
 * ImplementedCryptoAlgorithms   ::= SEQUENCE OF OBJECT IDENTIFIER -- RFC 4108 section 2.2.6
 * ImplementedCompressAlgorithms ::= SEQUENCE OF OBJECT IDENTIFIER -- RFC 4108 section 2.2.7
 * </pre>
 */
public sealed interface ImplementedAlgorithms extends FirmwareAttribute {
  /** Ciphers with their modes, key agreement, hashes, signatures. */
  record Crypto(List<ASN1ObjectIdentifier> algorithms) implements ImplementedAlgorithms {
    public Crypto {
      algorithms = List.copyOf(algorithms);
    }

    @Override
    public ASN1ObjectIdentifier type() {
      return FirmwareOids.CRYPTO_ALGORITHMS;
    }
  }

  /** Compression is not cryptography, and has an attribute of its own. */
  record Compression(List<ASN1ObjectIdentifier> algorithms) implements ImplementedAlgorithms {
    public Compression {
      algorithms = List.copyOf(algorithms);
    }

    @Override
    public ASN1ObjectIdentifier type() {
      return FirmwareOids.COMPRESSION_ALGORITHMS;
    }
  }

  List<ASN1ObjectIdentifier> algorithms();

  static List<ASN1ObjectIdentifier> decode(ASN1Encodable value, String path)
      throws MalformedException {
    return ObjectIdentifiers.decode(value, path);
  }

  @Override
  default ASN1Encodable value() {
    return ObjectIdentifiers.toAsn1(algorithms());
  }
}
