package org.bequest.crypto.tamp;

import java.util.Optional;
import org.bequest.crypto.cms.KeyWrap;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.tamp.ApexContingencyKey;
import org.bequest.formats.tamp.ApexContingencyKey.Wrapped;
import org.bequest.formats.tamp.ContingencyDecryptKey;
import org.bequest.formats.tamp.StatusCode;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Encrypts the public contingency key of an apex until it is needed (RFC 5934 section 9). */
public final class ContingencyKeys {
  private static final Limits KEY = new Limits(64 << 10, 8, 100);

  private ContingencyKeys() {}

  /** What came of opening. */
  public sealed interface Opening {
    record Opened(SubjectPublicKeyInfo key) implements Opening {}

    /**
     * @param detail one clause fit for the peer
     */
    record Refused(StatusCode status, String detail) implements Opening {}
  }

  /**
   * By AES key wrap with padding (RFC 5649): a public key has any length.
   *
   * @param opener 16, 24 or 32 random octets, kept by the owner of the apex and nobody else
   */
  public static ApexContingencyKey wrap(SubjectPublicKeyInfo key, ContingencyDecryptKey opener) {
    byte[] kek = opener.plaintextSymmetricKey().bytes();
    KeyWrap algorithm =
        switch (kek.length) {
          case 16 -> KeyWrap.AES_128_PAD;
          case 24 -> KeyWrap.AES_192_PAD;
          case 32 -> KeyWrap.AES_256_PAD;
          default -> throw new IllegalArgumentException("AES has no keys of " + kek.length);
        };
    return ApexContingencyKey.of(
        algorithm.identifier(), Octets.of(algorithm.wrap(kek, Der.of(key))));
  }

  public static Opening open(ApexContingencyKey apex, ContingencyDecryptKey opener) {
    if (apex.wrapped().isEmpty()) {
      return refused("the apex has no contingency key");
    }
    Wrapped wrapped = apex.wrapped().get();
    Optional<KeyWrap> algorithm = KeyWrap.of(wrapped.algorithm());
    if (algorithm.isEmpty()) {
      return new Opening.Refused(
          StatusCode.UNSUPPORTED_CONTIN_PUB_KEY_DECRYPT_ALG,
          "the algorithm of the contingency key is not supported");
    }
    return algorithm
        .get()
        .unwrap(opener.plaintextSymmetricKey().bytes(), wrapped.publicKey().bytes())
        .map(ContingencyKeys::key)
        .orElseGet(() -> refused("the given key does not open the contingency key"));
  }

  private static Opening key(byte[] encoded) {
    try {
      Object value = Asn1.der(encoded, KEY);
      return new Opening.Opened(
          Asn1.typed(value, SubjectPublicKeyInfo::getInstance, "/SubjectPublicKeyInfo"));
    } catch (MalformedException _) {
      return refused("the contingency key is no public key");
    }
  }

  private static Opening refused(String detail) {
    return new Opening.Refused(StatusCode.CONTINGENCY_PUBLIC_KEY_DECRYPT, detail);
  }
}
