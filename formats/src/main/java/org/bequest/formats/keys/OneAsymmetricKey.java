package org.bequest.formats.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A private key with what goes with it. {@link #close} overwrites its octets here; what was encoded
 * from it is for whoever encoded it.
 *
 * <pre>
 * OneAsymmetricKey ::= SEQUENCE {
 *   version             Version,  -- v2 exactly when publicKey is present
 *   privateKeyAlgorithm PrivateKeyAlgorithmIdentifier,
 *   privateKey          PrivateKey,
 *   attributes          [0] Attributes OPTIONAL,
 *   ...,
 *   [[2: publicKey      [1] PublicKey OPTIONAL ]],
 *   ... }                                          -- implicit tags; RFC 5958 section 2
 * </pre>
 *
 * @param publicKey in the form of a subjectPublicKey, or null
 */
public record OneAsymmetricKey(
    AlgorithmIdentifier algorithm,
    byte[] privateKey,
    List<Attribute> attributes,
    @Nullable ASN1BitString publicKey)
    implements AutoCloseable {
  private static final Limits LIMITS = new Limits(1 << 20, 24, 10_000);
  private static final String PATH = "/OneAsymmetricKey";
  private static final int MOST_ATTRIBUTES = 64;

  public OneAsymmetricKey {
    attributes = List.copyOf(attributes);
  }

  public static OneAsymmetricKey of(PrivateKeyInfo key) {
    return new OneAsymmetricKey(
        key.getPrivateKeyAlgorithm(), key.getPrivateKey().getOctets(), List.of(), null);
  }

  /** Reads one alone, in DER or BER. */
  public static OneAsymmetricKey decode(byte[] encoded) throws MalformedException {
    return of(Asn1.ber(encoded, LIMITS));
  }

  static OneAsymmetricKey of(ASN1Encodable value) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, PATH);
    int version = fields.version(0, 1);
    AlgorithmIdentifier algorithm =
        fields.next("privateKeyAlgorithm", AlgorithmIdentifier::getInstance);
    byte[] key = fields.next("privateKey", ASN1OctetString::getInstance).getOctets();
    List<Attribute> attributes = attributes(fields.tagged(0));
    Optional<ASN1TaggedObject> publicKey = fields.tagged(1);
    fields.end();
    if ((version == 1) != publicKey.isPresent()) {
      throw new MalformedException("a version that does not fit publicKey at " + PATH);
    }
    return new OneAsymmetricKey(algorithm, key, attributes, bits(publicKey));
  }

  private static List<Attribute> attributes(Optional<ASN1TaggedObject> field)
      throws MalformedException {
    List<Attribute> attributes = new ArrayList<>();
    if (field.isEmpty()) {
      return attributes;
    }
    String path = PATH + "/attributes";
    Function<ASN1TaggedObject, ASN1Set> implicit = tagged -> ASN1Set.getInstance(tagged, false);
    ASN1Set set = Asn1.typed(field.get(), implicit, path);
    if (set.size() > MOST_ATTRIBUTES) {
      throw new MalformedException("more than " + MOST_ATTRIBUTES + " attributes at " + PATH);
    }
    Function<ASN1Encodable, Attribute> type = Attribute::getInstance;
    for (ASN1Encodable element : set) {
      attributes.add(Asn1.typed(element, type, path));
    }
    return attributes;
  }

  private static @Nullable ASN1BitString bits(Optional<ASN1TaggedObject> field)
      throws MalformedException {
    if (field.isEmpty()) {
      return null;
    }
    Function<ASN1TaggedObject, ASN1BitString> implicit =
        tagged -> ASN1BitString.getInstance(tagged, false);
    return Asn1.typed(field.get(), implicit, PATH + "/publicKey");
  }

  /** In DER. Whoever asks for it wipes it. */
  public byte[] encode() {
    return Der.of(structure());
  }

  ASN1Encodable structure() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(publicKey == null ? 0 : 1));
    fields.add(algorithm);
    fields.add(new DEROctetString(privateKey));
    if (!attributes.isEmpty()) {
      DERSet set = new DERSet(attributes.toArray(Attribute[]::new));
      fields.add(new DERTaggedObject(false, 0, set));
    }
    if (publicKey != null) {
      fields.add(new DERTaggedObject(false, 1, publicKey));
    }
    return new DERSequence(fields);
  }

  /** The key alone, as version 1: what every reader of PKCS#8 takes. */
  public PrivateKeyInfo privateKeyInfo() throws MalformedException {
    OneAsymmetricKey bare = new OneAsymmetricKey(algorithm, privateKey, List.of(), null);
    return Asn1.typed((Object) bare.structure(), PrivateKeyInfo::getInstance, PATH);
  }

  /** Overwrites the private key. */
  @Override
  public void close() {
    Arrays.fill(privateKey, (byte) 0);
  }

  @Override
  public String toString() {
    return "OneAsymmetricKey[" + algorithm.getAlgorithm() + "]";
  }
}
