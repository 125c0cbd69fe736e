package org.bequest.formats.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.keys.pskc.KeyAttributes;
import org.bouncycastle.asn1.DEROctetString;
import org.jspecify.annotations.Nullable;

/**
 * A secret key with what is said of it, or of a key that is not sent. {@link #close} overwrites its
 * octets here; what was encoded from it is for whoever encoded it.
 *
 * <pre>
 * OneSymmetricKey ::= SEQUENCE {
 *   sKeyAttrs  SEQUENCE SIZE (1..MAX) OF Attribute OPTIONAL,
 *   sKey       OCTET STRING OPTIONAL }
 *   ( WITH COMPONENTS { ..., sKeyAttrs PRESENT } |
 *     WITH COMPONENTS { ..., sKey PRESENT } )         -- RFC 6031 section 2
 * </pre>
 *
 * <p>The first octet of an AES key is that with index 0; those of Triple DES are Key1, Key2, Key3
 * with their parity bits (RFC 6031 section 4). Nothing is turned around here.
 *
 * @param key null when only attributes are sent
 */
public record OneSymmetricKey(KeyAttributes attributes, byte @Nullable [] key)
    implements AutoCloseable {
  private static final int OCTET_STRING = 0x04;

  /**
   * @throws IllegalArgumentException without either
   */
  public OneSymmetricKey {
    if (attributes.isEmpty() && key == null) {
      throw new IllegalArgumentException("a key without attributes and value");
    }
  }

  public static OneSymmetricKey of(KeyAttributes attributes, byte[] key) {
    return new OneSymmetricKey(attributes, key);
  }

  /** For a change of what is known of a key, or a key that the receiver derives or has. */
  public static OneSymmetricKey withoutValue(KeyAttributes attributes) {
    return new OneSymmetricKey(attributes, null);
  }

  static OneSymmetricKey decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, path);
    Optional<Encoded> said = fields.optional(Encoded.SEQUENCE);
    KeyAttributes attributes = KeyAttributes.NONE;
    if (said.isPresent()) {
      attributes = KeyAttributes.decode(said.get(), Encoded.SEQUENCE, path + "/sKeyAttrs");
    }
    Optional<Encoded> key = fields.optional(OCTET_STRING);
    fields.end();
    if (said.isEmpty() && key.isEmpty()) {
      throw new MalformedException("missing sKeyAttrs and sKey at " + path);
    }
    return new OneSymmetricKey(attributes, key.isEmpty() ? null : key.get().content());
  }

  Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    if (!attributes.isEmpty()) {
      fields.add(attributes.encode(Encoded.SEQUENCE));
    }
    if (key != null) {
      fields.add(Encoded.of(new DEROctetString(key)));
    }
    return Encoded.sequenceOf(fields);
  }

  /** Whether the key itself is here. */
  public boolean hasValue() {
    return key != null;
  }

  /** Overwrites the key. */
  @Override
  public void close() {
    if (key != null) {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "OneSymmetricKey[" + attributes + "]";
  }
}
