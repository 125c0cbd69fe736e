package org.bequest.server.label;

import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.KeyMaker;
import org.bequest.server.secret.ServiceSecrets;

/**
 * How a label makes keys for its clients (RFC 7030 4.4, RFC 8295 8).
 *
 * @param keys which it makes
 * @param handover how they leave
 * @param archive whether each key is kept for its recovery
 * @param maker empty when it makes none: /serverkeygen answers 501 then
 */
public record KeyGeneration(Keys keys, Handover handover, boolean archive, Optional<Maker> maker) {
  public static final KeyGeneration OFF =
      new KeyGeneration(
          new Keys(Set.of(), Optional.empty()), Handover.DEFAULT, false, Optional.empty());

  public boolean offered() {
    return maker.isPresent();
  }

  /** What keys are made and wrapped with. */
  public record Maker(KeyMaker keys, ServiceSecrets secrets) {}

  /**
   * @param allowed kinds that the profile certifies
   * @param usual kind of key that is made for a request which names none in an attribute; empty for
   *     the kind that its own key is of
   */
  public record Keys(Set<KeyAlgorithm> allowed, Optional<KeyAlgorithm> usual) {
    public Keys {
      allowed = Set.copyOf(allowed);
    }
  }

  /**
   * @param protectionRequired whether a key leaves only encrypted beneath TLS
   * @param transport how strong the cipher of the connection must be
   * @param packaging of keys that are encrypted to a key of the device
   * @param pkcs12 of keys that are encrypted under a password of the device
   */
  public record Handover(
      boolean protectionRequired, Transport transport, Packaging packaging, Pkcs12Rules pkcs12) {
    public static final Handover DEFAULT =
        new Handover(
            false,
            Transport.STRONG,
            new Packaging(PackageType.ENVELOPED_DATA, PackageChoice.ENVELOPED, false, false, false),
            new Pkcs12Rules(false, Pkcs12Mac.SHA256));
  }

  /** The suite's strength (RFC 7030 4.4). */
  public enum Transport {
    /** 128 bits at least, whatever the key: what the key agreement of TLS has itself. */
    STRONG,
    /** That of the key at least. */
    MATCHING
  }

  /**
   * @param type when the request does not ask for an encrypted key package
   * @param choice within an encrypted key package
   * @param signedOutside whether the package is signed once more outside of its encryption (RFC
   *     8295 8.1)
   * @param bare whether a package of RFC 8295 goes out alone, the certificate inside, and not as a
   *     part beside the certificate's
   * @param receipt whether a package asks for a receipt (RFC 7191)
   */
  public record Packaging(
      PackageType type,
      PackageChoice choice,
      boolean signedOutside,
      boolean bare,
      boolean receipt) {}

  /** The encryption around a signed package. */
  public enum PackageType {
    /** RFC 7030 4.4.2. */
    ENVELOPED_DATA,
    /** RFC 8295 8.1, RFC 6032. */
    ENCRYPTED_KEY_PACKAGE
  }

  /** The three of RFC 6032 section 3. */
  public enum PackageChoice {
    ENVELOPED,
    /** Under the key that the device names itself; with an asymmetric key it is enveloped. */
    ENCRYPTED,
    AUTH_ENVELOPED
  }

  /**
   * @param always whether every key goes out so, and not only to whoever says {@code Accept:
   *     application/pkcs12}
   */
  public record Pkcs12Rules(boolean always, Pkcs12Mac mac) {}

  /** What keeps a PKCS#12 file whole. */
  public enum Pkcs12Mac {
    /** RFC 9579. */
    PBMAC1,
    SHA256,
    /** For old readers. */
    SHA1
  }
}
