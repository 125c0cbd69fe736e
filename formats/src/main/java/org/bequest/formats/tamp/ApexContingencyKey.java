package org.bequest.formats.tamp;

import java.util.Arrays;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.Octets;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/**
 * The extension of an anchor that says that it is an apex, and may bear its contingency key.
 *
 * <pre>
 * ApexContingencyKey ::= SEQUENCE {
 *   wrapAlgorithm        AlgorithmIdentifier OPTIONAL,
 *   wrappedContinPubKey  OCTET STRING OPTIONAL }      -- RFC 5934 section 9
 * </pre>
 *
 * Both fields or none, by the text; the modules of the appendix leave out that they are optional.
 *
 * @param wrapped empty when the extension only marks an apex
 */
public record ApexContingencyKey(Optional<Wrapped> wrapped) {
  private static final String PATH = "/ApexContingencyKey";
  private static final Limits LIMITS = new Limits(64 << 10, 16, 1_000);

  /**
   * A public key that nobody can use before its owner gives away the key of its encryption.
   *
   * @param algorithm that it is encrypted with
   * @param publicKey a SubjectPublicKeyInfo, encrypted
   */
  public record Wrapped(AlgorithmIdentifier algorithm, Octets publicKey) {}

  /** Marks an apex without a contingency key. */
  public static ApexContingencyKey none() {
    return new ApexContingencyKey(Optional.empty());
  }

  public static ApexContingencyKey of(AlgorithmIdentifier algorithm, Octets publicKey) {
    return new ApexContingencyKey(Optional.of(new Wrapped(algorithm, publicKey)));
  }

  /** Of an anchor in any form; empty when it has no such extension. */
  public static Optional<ApexContingencyKey> of(TrustAnchorChoice anchor)
      throws MalformedException {
    Optional<Extension> extension = anchor.extension(TampOids.WRAPPED_APEX_CONTIN_KEY);
    return extension.isEmpty()
        ? Optional.empty()
        : Optional.of(decode(extension.get().getExtnValue().getOctets()));
  }

  /** Reads the value of the extension, in DER. */
  public static ApexContingencyKey decode(byte[] encoded) throws MalformedException {
    Asn1.checkDer(encoded, LIMITS);
    Fields fields = Fields.of(Encoded.known(encoded), PATH);
    if (!fields.hasMore()) {
      return none();
    }
    AlgorithmIdentifier algorithm =
        Fields.algorithm(fields.next("wrapAlgorithm"), fields.at("wrapAlgorithm"));
    Encoded key = fields.next("wrappedContinPubKey");
    fields.end();
    if (key.identifier() != Tag.OCTET_STRING) {
      throw new MalformedException("no OCTET STRING at " + fields.at("wrappedContinPubKey"));
    }
    ApexContingencyKey read = of(algorithm, Octets.of(key.content()));
    if (!Arrays.equals(read.encode(), encoded)) {
      throw new MalformedException("not DER at " + PATH);
    }
    return read;
  }

  public byte[] encode() {
    Fields.Written fields = new Fields.Written();
    wrapped.ifPresent(w ->
        fields
            .add(Encoded.of(w.algorithm))
            .add(Encoded.of(new DEROctetString(w.publicKey.bytes()))));
    return fields.sequence().octets();
  }

  /** RFC 5934 section 9 allows both; whoever does not know it must then refuse the anchor. */
  public Extension toExtension(boolean critical) {
    return new Extension(TampOids.WRAPPED_APEX_CONTIN_KEY, critical, new DEROctetString(encode()));
  }
}
