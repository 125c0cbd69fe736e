package org.bequest.formats.crmf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * How possession of the private key is shown.
 *
 * <pre>
 * ProofOfPossession ::= CHOICE {
 *   raVerified        [0] NULL,
 *   signature         [1] POPOSigningKey,
 *   keyEncipherment   [2] POPOPrivKey,                    -- a CHOICE, so explicit
 *   keyAgreement      [3] POPOPrivKey }                   -- RFC 4211 section 4
 * </pre>
 */
public sealed interface Popo {
  Encoded encode();

  /** Somebody says that he has seen the proof. */
  record RaVerified() implements Popo {
    private static final int TAG = 0x80;

    @Override
    public Encoded encode() {
      return Encoded.of(DERNull.INSTANCE).retagged(TAG);
    }
  }

  /**
   * A signature by the key itself.
   *
   * <pre>
   * POPOSigningKey ::= SEQUENCE {
   *   poposkInput         [0] POPOSigningKeyInput OPTIONAL,
   *   algorithmIdentifier AlgorithmIdentifier,
   *   signature           BIT STRING }                    -- RFC 4211 section 4.1
   * </pre>
   *
   * @param poposkInput what is signed instead of the CertRequest; CMC forbids it
   */
  record Signature(Optional<Encoded> poposkInput, AlgorithmIdentifier algorithm, Octets signature)
      implements Popo {
    private static final int TAG = 0xa1;
    private static final String PATH = "/CertReqMsg/popo/signature";

    private static Signature decode(Encoded value) throws MalformedException {
      PartReader fields = PartReader.of(value, TAG, PATH);
      Optional<Encoded> input = fields.tagged(0);
      AlgorithmIdentifier algorithm =
          fields.next("algorithmIdentifier", AlgorithmIdentifier::getInstance);
      ASN1BitString signature = fields.next("signature", ASN1BitString::getInstance);
      fields.end();
      if (signature.getPadBits() != 0) {
        throw new MalformedException("not whole octets at " + PATH);
      }
      return new Signature(input, algorithm, Octets.of(signature.getOctets()));
    }

    @Override
    public Encoded encode() {
      List<Encoded> fields = new ArrayList<>();
      poposkInput.ifPresent(fields::add);
      fields.add(Encoded.of(algorithm));
      fields.add(Encoded.of(new DERBitString(signature.bytes())));
      return Encoded.constructed(TAG, fields);
    }
  }

  /** For a key that decrypts. */
  record KeyEncipherment(PopoPrivKey key) implements Popo {
    private static final int TAG = 0xa2;

    @Override
    public Encoded encode() {
      return Encoded.constructed(TAG, List.of(key.encode()));
    }
  }

  /** For a key that agrees. */
  record KeyAgreement(PopoPrivKey key) implements Popo {
    private static final int TAG = 0xa3;

    @Override
    public Encoded encode() {
      return Encoded.constructed(TAG, List.of(key.encode()));
    }
  }

  static Popo decode(Encoded value) throws MalformedException {
    return switch (value.identifier()) {
      case RaVerified.TAG -> raVerified(value);
      case Signature.TAG -> Signature.decode(value);
      case KeyEncipherment.TAG -> new KeyEncipherment(privKey(value));
      case KeyAgreement.TAG -> new KeyAgreement(privKey(value));
      default -> throw new MalformedException("unknown choice at /CertReqMsg/popo");
    };
  }

  private static RaVerified raVerified(Encoded value) throws MalformedException {
    if (value.content().length != 0) {
      throw new MalformedException("not NULL at /CertReqMsg/popo/raVerified");
    }
    return new RaVerified();
  }

  private static PopoPrivKey privKey(Encoded value) throws MalformedException {
    PartReader inside = PartReader.of(value, value.identifier(), "/CertReqMsg/popo");
    PopoPrivKey key = PopoPrivKey.decode(inside.next("POPOPrivKey"));
    inside.end();
    return key;
  }
}
