package org.bequest.cli.inspect;

import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.crypto.Keys;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Private keys, of which only what is public is shown: the kind, the fingerprint of the public
 * half.
 *
 * <pre>
 * OneAsymmetricKey ::= SEQUENCE {
 *   version             Version,
 *   privateKeyAlgorithm PrivateKeyAlgorithmIdentifier,
 *   privateKey          PrivateKey,
 *   attributes          [0] IMPLICIT Attributes OPTIONAL,
 *   publicKey           [1] IMPLICIT PublicKey OPTIONAL }         -- RFC 5958 section 2
 * </pre>
 */
record PrivateKeyView(Inspection in) {
  private static final String PATH = "/OneAsymmetricKey";

  Shown oneAsymmetricKey(ASN1Encodable value) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, PATH);
    ASN1Integer version = fields.next("version", ASN1Integer::getInstance);
    AlgorithmIdentifier algorithm =
        fields.next("privateKeyAlgorithm", AlgorithmIdentifier::getInstance);
    int octets = fields.next("privateKey", ASN1OctetString::getInstance).getOctetsLength();
    Optional<ASN1TaggedObject> attributes = fields.tagged(0);
    Optional<ASN1TaggedObject> publicKey = fields.tagged(1);
    fields.end();
    Shown.Builder shown =
        Shown.fields()
            .add("version", version(version, publicKey.isPresent()))
            .add("privateKeyAlgorithm", in.algorithm(algorithm))
            .add("privateKey", Shown.hidden(octets));
    if (attributes.isPresent()) {
      shown.add("attributes", attributes(attributes.get()));
    }
    if (publicKey.isPresent()) {
      shown.add("publicKey", publicKey(publicKey.get()));
    }
    return shown.add("publicHalf", publicHalf(value)).shown();
  }

  /** RFC 5958 section 2: v2 exactly when the public key is there. */
  private static Shown version(ASN1Integer version, boolean withPublicKey) {
    Shown shown = Shown.number(version.getValue());
    if (version.hasValue(withPublicKey ? 1 : 0)) {
      return shown.brief(withPublicKey ? "1 (v2)" : "0 (v1)");
    }
    return shown.but(
        withPublicKey
            ? "a publicKey asks for version 1 (RFC 5958 2)"
            : "without a publicKey the version is 0 (RFC 5958 2)");
  }

  private Shown attributes(ASN1TaggedObject field) throws MalformedException {
    Function<ASN1TaggedObject, ASN1Set> implicit = t -> ASN1Set.getInstance(t, false);
    List<Shown> list = new ArrayList<>();
    for (ASN1Encodable element : Asn1.typed(field, implicit, PATH + "/attributes")) {
      Object attribute = element;
      list.add(in.attribute(Asn1.typed(attribute, Attribute::getInstance, PATH + "/attributes")));
    }
    return Shown.list(list);
  }

  private static Shown publicKey(ASN1TaggedObject field) throws MalformedException {
    Function<ASN1TaggedObject, ASN1BitString> implicit = t -> ASN1BitString.getInstance(t, false);
    return Shown.octets(Asn1.typed(field, implicit, PATH + "/publicKey").getBytes());
  }

  /** Of a OneAsymmetricKey. */
  Shown publicHalf(ASN1Encodable value) {
    try {
      return publicHalf(Keys.privateKey(PrivateKeyInfo.getInstance(value)));
    } catch (InvalidKeySpecException | RuntimeException _) {
      return Shown.text("(a kind of key that is not known here)");
    }
  }

  /** The public key that belongs to it. */
  Shown publicHalf(PrivateKey key) {
    try {
      byte[] half = PublicHalf.pair(key).getPublic().getEncoded();
      return in.publicKey(SubjectPublicKeyInfo.getInstance(half));
    } catch (MalformedException | RuntimeException _) {
      return Shown.text("(a kind of key that is not known here)");
    }
  }

  /**
   * <pre>
   * EncryptedPrivateKeyInfo ::= SEQUENCE {
   *   encryptionAlgorithm EncryptionAlgorithmIdentifier,
   *   encryptedData       EncryptedData }                           -- RFC 5958 section 3
   * </pre>
   */
  Shown encrypted(EncryptedPrivateKeyInfo key) {
    return fields(key).add("publicHalf", in.means().password().map(_ -> opened(key))).shown();
  }

  /** The same, closed. */
  Shown shrouded(EncryptedPrivateKeyInfo key) {
    return fields(key).shown();
  }

  private Shown.Builder fields(EncryptedPrivateKeyInfo key) {
    return Shown.fields()
        .add("encryptionAlgorithm", in.algorithm(key.getEncryptionAlgorithm()))
        .add("encryptedData", key.getEncryptedData());
  }

  private Shown opened(EncryptedPrivateKeyInfo key) {
    try {
      return publicHalf(PrivateKeyPem.decrypt(key, in.means().password().orElseThrow()));
    } catch (MalformedException e) {
      return Shown.text("not opened").untrusted(String.valueOf(e.getMessage()));
    }
  }
}
