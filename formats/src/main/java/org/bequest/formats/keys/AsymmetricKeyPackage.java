package org.bequest.formats.keys;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * Private keys on their way. EST sends exactly one.
 *
 * <pre>
 * AsymmetricKeyPackage ::= SEQUENCE SIZE (1..MAX) OF OneAsymmetricKey -- RFC 5958 section 2
 * </pre>
 */
public record AsymmetricKeyPackage(List<OneAsymmetricKey> keys) implements AutoCloseable {
  private static final Limits LIMITS = new Limits(1 << 20, 24, 10_000);
  private static final String PATH = "/AsymmetricKeyPackage";
  private static final int MOST = 16;

  /**
   * @throws IllegalArgumentException without a key
   */
  public AsymmetricKeyPackage {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a key package without a key");
    }
  }

  public static AsymmetricKeyPackage of(OneAsymmetricKey key) {
    return new AsymmetricKeyPackage(List.of(key));
  }

  /** Reads DER or BER (RFC 5958 section 2). */
  public static AsymmetricKeyPackage of(Content content) throws MalformedException {
    if (!content.is(CmsOids.ASYMMETRIC_KEY_PACKAGE)) {
      throw new MalformedException("not an AsymmetricKeyPackage at /ContentInfo/contentType");
    }
    ASN1Sequence sequence =
        Asn1.typed(Asn1.ber(content.octets(), LIMITS), ASN1Sequence::getInstance, PATH);
    if (sequence.size() == 0 || sequence.size() > MOST) {
      throw new MalformedException("no or too many keys at " + PATH);
    }
    List<OneAsymmetricKey> keys = new ArrayList<>();
    for (ASN1Encodable element : sequence) {
      keys.add(OneAsymmetricKey.of(element));
    }
    return new AsymmetricKeyPackage(keys);
  }

  /** The one key of a package of EST. */
  public OneAsymmetricKey only() throws MalformedException {
    if (keys.size() != 1) {
      throw new MalformedException("not exactly one key at " + PATH);
    }
    return keys.getFirst();
  }

  /** In DER. Whoever asks for it wipes it. */
  public Content encode() {
    ASN1Encodable[] all =
        keys.stream().map(OneAsymmetricKey::structure).toArray(ASN1Encodable[]::new);
    return new Content(CmsOids.ASYMMETRIC_KEY_PACKAGE, Der.of(new DERSequence(all)));
  }

  /** Overwrites the private keys. */
  @Override
  public void close() {
    keys.forEach(OneAsymmetricKey::close);
  }
}
