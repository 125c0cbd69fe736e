package org.bequest.formats.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.keys.pskc.KeyAttributes;
import org.bouncycastle.asn1.ASN1Integer;

/**
 * Secret keys on their way. By itself it protects nothing.
 *
 * <pre>
 * SymmetricKeyPackage ::= SEQUENCE {
 *   version           KeyPkgVersion DEFAULT v1,
 *   sKeyPkgAttrs  [0] SEQUENCE SIZE (1..MAX) OF Attribute OPTIONAL,
 *   sKeys             SymmetricKeys,
 *   ... }                                             -- RFC 6031 section 2; IMPLICIT TAGS
 *
 * SymmetricKeys ::= SEQUENCE SIZE (1..MAX) OF OneSymmetricKey
 *
 * KeyPkgVersion ::= INTEGER { v1(1), v2(2) } (1 .. 65535) -- v2 by RFC 7191 appendix A
 * </pre>
 *
 * <p>What the grammar cannot say is for {@link KeyPackageRules}.
 *
 * @param version 1; the other one is read
 * @param attributes of the device, so of all keys
 * @param further fields that this grammar leaves to the future
 */
public record SymmetricKeyPackage(
    int version, KeyAttributes attributes, List<OneSymmetricKey> keys, List<Encoded> further)
    implements AutoCloseable {
  private static final Limits LIMITS = new Limits(4 << 20, 24, 200_000);
  private static final String PATH = "/SymmetricKeyPackage";
  private static final int VERSION = 1;
  private static final int LATEST_VERSION = 2;
  private static final int MOST_KEYS = 10_000;
  private static final int INTEGER = 0x02;
  private static final int TAG_0 = 0xa0;

  /**
   * @throws IllegalArgumentException without a key
   */
  public SymmetricKeyPackage {
    keys = List.copyOf(keys);
    further = List.copyOf(further);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a key package without a key");
    }
  }

  /**
   * A package that keeps the rules of RFC 6031.
   *
   * @throws IllegalArgumentException when it would not
   */
  public static SymmetricKeyPackage of(KeyAttributes attributes, List<OneSymmetricKey> keys) {
    SymmetricKeyPackage made = new SymmetricKeyPackage(VERSION, attributes, keys, List.of());
    List<KeyPackageRules.Finding> findings = KeyPackageRules.check(made);
    if (!findings.isEmpty()) {
      throw new IllegalArgumentException(findings.getFirst().toString());
    }
    return made;
  }

  /** Reads DER (RFC 6031 section 2), and nothing else. */
  public static SymmetricKeyPackage of(Content content) throws MalformedException {
    if (!content.is(CmsOids.SYMMETRIC_KEY_PACKAGE)) {
      throw new MalformedException("not a SymmetricKeyPackage at /ContentInfo/contentType");
    }
    return decode(content.octets());
  }

  static SymmetricKeyPackage decode(byte[] octets) throws MalformedException {
    Asn1.checkDer(octets, LIMITS);
    PartReader fields = PartReader.of(Encoded.known(octets), PATH);
    int version = version(fields);
    KeyAttributes attributes = KeyAttributes.NONE;
    Optional<Encoded> said = fields.tagged(0);
    if (said.isPresent()) {
      attributes = KeyAttributes.decode(said.get(), TAG_0, PATH + "/sKeyPkgAttrs");
    }
    List<OneSymmetricKey> keys = keys(fields.next("sKeys"));
    List<Encoded> further = new ArrayList<>();
    while (fields.hasMore()) {
      further.add(fields.next("extension"));
    }
    SymmetricKeyPackage read = new SymmetricKeyPackage(version, attributes, keys, further);
    read.checkSame(octets);
    return read;
  }

  private static int version(PartReader fields) throws MalformedException {
    Optional<Encoded> field = fields.optional(INTEGER);
    if (field.isEmpty()) {
      return VERSION;
    }
    byte[] number = field.get().content();
    if (number.length != 1 || number[0] < VERSION || number[0] > LATEST_VERSION) {
      throw new MalformedException("unknown version at " + PATH);
    }
    return number[0];
  }

  private static List<OneSymmetricKey> keys(Encoded field) throws MalformedException {
    String path = PATH + "/sKeys";
    List<Encoded> elements = PartReader.elements(field, MOST_KEYS, path);
    if (elements.isEmpty()) {
      throw new MalformedException("no keys at " + path);
    }
    List<OneSymmetricKey> keys = new ArrayList<>();
    for (Encoded element : elements) {
      keys.add(OneSymmetricKey.decode(element, path));
    }
    return keys;
  }

  /** What can differ is an encoded DEFAULT, and the order of the values of an attribute. */
  private void checkSame(byte[] received) throws MalformedException {
    byte[] again = encode().octets();
    boolean same = Arrays.equals(again, received);
    Arrays.fill(again, (byte) 0);
    if (!same) {
      throw new MalformedException("not DER at " + PATH);
    }
  }

  /** In DER. Whoever asks for it wipes it. */
  public Content encode() {
    List<Encoded> fields = new ArrayList<>();
    if (version != VERSION) {
      fields.add(Encoded.of(new ASN1Integer(version)));
    }
    if (!attributes.isEmpty()) {
      fields.add(attributes.encode(TAG_0));
    }
    fields.add(Encoded.sequenceOf(keys.stream().map(OneSymmetricKey::encode).toList()));
    fields.addAll(further);
    return new Content(CmsOids.SYMMETRIC_KEY_PACKAGE, Encoded.sequenceOf(fields).octets());
  }

  /** Overwrites the keys. */
  @Override
  public void close() {
    keys.forEach(OneSymmetricKey::close);
  }
}
