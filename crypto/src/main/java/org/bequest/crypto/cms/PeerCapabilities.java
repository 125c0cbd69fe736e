package org.bequest.crypto.cms;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SmimeCapabilities;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What a peer says it can read (RFC 8551 section 2.5.2), and the choice from it. Nothing weaker is
 * ever taken in place of what was asked: where nothing fits, there is nothing (security rules S-32,
 * S-33).
 */
public final class PeerCapabilities {
  private static final List<ContentCipher> USUAL_CIPHERS =
      List.of(ContentCipher.AES_128_CBC, ContentCipher.AES_256_CBC);
  private static final List<KeyWrap> USUAL_WRAPS =
      List.of(KeyWrap.AES_128, KeyWrap.AES_192, KeyWrap.AES_256);

  private final SmimeCapabilities said;

  private PeerCapabilities(SmimeCapabilities said) {
    this.said = said;
  }

  public static PeerCapabilities of(SmimeCapabilities said) {
    return new PeerCapabilities(said);
  }

  /** Of a peer that says nothing: what RFC 7030 and RFC 5652 make everybody have. */
  public static PeerCapabilities unknown() {
    return new PeerCapabilities(SmimeCapabilities.NONE);
  }

  /** Whether it says that it takes compressed content (RFC 3274 section 1.1). */
  public boolean inflates() {
    return said.algorithms().stream().anyMatch(CompressedContent::isZlib);
  }

  private record Agreement(AgreementScheme scheme, KeyWrap wrap) {}

  /**
   * The peer's first choice that is as strong as the recipient's key; an authenticated one before
   * all others, if it names any; a key wrap only if it names nothing else.
   *
   * @param strength of {@link Recipient#strength()}
   */
  public Optional<ContentCipher> contentCipher(int strength) {
    List<ContentCipher> named =
        said.isEmpty() ? USUAL_CIPHERS : named(a -> ContentCipher.of(a.getAlgorithm()));
    return best(named, ContentCipher::isAuthenticated)
        .or(() -> best(named, c -> !c.isKeyWrap()))
        .or(() -> best(named, ContentCipher::isKeyWrap))
        .flatMap(kind -> kind.stream().filter(c -> c.strength() >= strength).findFirst());
  }

  /** Those of one kind, if there are any, however strong. */
  private static Optional<List<ContentCipher>> best(
      List<ContentCipher> named, Predicate<ContentCipher> kind) {
    List<ContentCipher> found = named.stream().filter(kind).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /** Empty for a key that takes in no other, or by no algorithm that the peer has. */
  public Optional<Recipient> recipient(EntityIdentifier id, SubjectPublicKeyInfo key) {
    Optional<KeyAlgorithm> kind = KeyAlgorithm.of(key);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    int strength = KeyStrength.of(key);
    return switch (kind.get().family()) {
      case RSA -> Optional.of(new Recipient.KeyTransport(id, key, transport()));
      case EC_P256, EC_LARGE, X25519 ->
          agreements(kind.get()).stream()
              .filter(a -> a.wrap.strength() >= strength)
              .map(a -> (Recipient) new Recipient.KeyAgreement(id, key, a.scheme, a.wrap))
              .findFirst();
      case ML_KEM ->
          wraps().stream()
              .filter(w -> w.strength() >= strength)
              .map(w -> (Recipient) new Recipient.Kem(id, key, w))
              .findFirst();
      case ED25519, ML_DSA -> Optional.empty();
    };
  }

  /** Empty when the peer has no wrap for a key of this length. */
  public Optional<Recipient.Kek> recipient(byte[] keyIdentifier, Secret key) {
    return wraps().stream()
        .filter(w -> w.keyOctets() == key.length())
        .map(w -> new Recipient.Kek(keyIdentifier, key, w))
        .findFirst();
  }

  /** OAEP before the other, whose padding has been broken often enough. */
  private KeyTransportAlgorithm transport() {
    List<KeyTransportAlgorithm> named = named(KeyTransportAlgorithm::of);
    return named.stream()
        .filter(a -> a != KeyTransportAlgorithm.PKCS1_V15)
        .findFirst()
        .orElseGet(() -> named.isEmpty() ? KeyTransportAlgorithm.OAEP_SHA256 : named.getFirst());
  }

  /** A scheme is named with its wrap (RFC 5753 section 8); if none is named, the usual one. */
  private List<Agreement> agreements(KeyAlgorithm kind) {
    List<Agreement> named = named(PeerCapabilities::agreement);
    boolean hkdf = usual(kind).isHkdf();
    return named.isEmpty()
        ? wraps().stream().map(w -> new Agreement(usual(kind), w)).toList()
        : named.stream().sorted(Comparator.comparing(a -> a.scheme.isHkdf() != hkdf)).toList();
  }

  private static Optional<Agreement> agreement(AlgorithmIdentifier algorithm) {
    return AgreementScheme.of(algorithm.getAlgorithm())
        .filter(AgreementScheme::isWritten)
        .flatMap(scheme -> wrapIn(algorithm).map(wrap -> new Agreement(scheme, wrap)));
  }

  private static Optional<KeyWrap> wrapIn(AlgorithmIdentifier scheme) {
    try {
      return Optional.ofNullable(scheme.getParameters())
          .map(AlgorithmIdentifier::getInstance)
          .flatMap(KeyWrap::of);
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  /** Bouncy Castle agrees on X25519 by HKDF only, OpenSSL on other curves without it only. */
  private static AgreementScheme usual(KeyAlgorithm kind) {
    return switch (kind) {
      case P384 -> AgreementScheme.STANDARD_SHA384;
      case P521 -> AgreementScheme.STANDARD_SHA512;
      case X25519 -> AgreementScheme.HKDF_SHA256;
      default -> AgreementScheme.STANDARD_SHA256;
    };
  }

  /** A list without any wrap comes from one that thinks of ciphers only, and leaves it to us. */
  private List<KeyWrap> wraps() {
    List<KeyWrap> named = named(a -> KeyWrap.of(a.getAlgorithm()));
    return named.isEmpty() ? USUAL_WRAPS : named;
  }

  private <T> List<T> named(Function<AlgorithmIdentifier, Optional<T>> known) {
    return said.algorithms().stream().flatMap(a -> known.apply(a).stream()).toList();
  }
}
