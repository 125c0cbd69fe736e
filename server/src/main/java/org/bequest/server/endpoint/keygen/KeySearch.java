package org.bequest.server.endpoint.keygen;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.WantedKey;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.PeerCapabilities;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.keypackage.PackageEncryption;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SmimeCapabilities;
import org.bequest.formats.keys.AsymmetricDecryptKeyIdentifier;
import org.bequest.formats.keys.DecryptKeyIdentifier;
import org.bequest.formats.keys.ProtectionKey;
import org.bequest.server.label.KeyGeneration.PackageChoice;
import org.bequest.server.label.KeyGeneration.PackageType;
import org.bequest.server.label.KeyGeneration.Packaging;
import org.bequest.server.label.KeyGeneration.Transport;
import org.bequest.server.label.Label;
import org.bequest.server.secret.HolderKey;
import org.bequest.server.secret.SharedSecret;
import org.bequest.server.secret.Vault;
import org.bequest.store.SharedSecrets.Kind;

/**
 * Finds the key that a request names, which must be registered for exactly its requester, and the
 * algorithms with which something is encrypted to it: among those that the client says it has (RFC
 * 7030 4.4.1), none weaker than what it asks for.
 */
record KeySearch(EnrollmentRequest request, Label label, SmimeCapabilities said) {
  sealed interface Result {
    record Found(PackageEncryption encryption) implements Result {}

    /**
     * @param why one clause for the client
     */
    record None(String why) implements Result {}
  }

  static KeySearch of(EnrollmentRequest request, Label label) throws MalformedException {
    return new KeySearch(
        request, label, SmimeCapabilities.of(request.csr().asked()).orElse(SmimeCapabilities.NONE));
  }

  Result search(ProtectionKey key, Packaging packaging) {
    return switch (key) {
      case DecryptKeyIdentifier symmetric -> symmetric(symmetric.octets(), packaging);
      case AsymmetricDecryptKeyIdentifier asymmetric -> asymmetric(asymmetric.octets(), packaging);
    };
  }

  private Optional<SharedSecret> registered(Kind kind, byte[] identifier) {
    Vault vault = label.keygen().maker().orElseThrow().secrets().vault();
    return vault.named(kind, identifier, request.requester(), label.name());
  }

  private static Result unknown() {
    return new Result.None("no key of this identifier is registered for this device");
  }

  private Result symmetric(byte[] identifier, Packaging packaging) {
    return registered(Kind.KEY_ENCRYPTION, identifier)
        .map(SharedSecret::secret)
        .map(kek -> closing(kek, under(kek, identifier, packaging)))
        .orElseGet(KeySearch::unknown);
  }

  private Result under(Secret kek, byte[] identifier, Packaging packaging) {
    Optional<ContentCipher> direct =
        isKeyPackage(packaging) && packaging.choice() == PackageChoice.ENCRYPTED
            ? directCipher(kek.length())
            : Optional.empty();
    if (direct.isPresent()) {
      return strongEnough(direct.get().strength())
          ? new Result.Found(
              new PackageEncryption.Direct(new RecipientKey.Kek(identifier, kek), direct.get()))
          : weak();
    }
    return capabilities()
        .recipient(identifier, kek)
        .map(recipient -> enveloped(recipient, packaging))
        .orElseGet(() ->
            new Result.None(
                "none of the key wraps in smimeCapabilities is for a key of "
                    + kek.length() * Byte.SIZE
                    + " bits"));
  }

  /** A secret that comes to nothing is wiped. */
  private static Result closing(Secret secret, Result result) {
    if (result instanceof Result.None) {
      secret.close();
    }
    return result;
  }

  private Result asymmetric(byte[] identifier, Packaging packaging) {
    Optional<SharedSecret> found = registered(Kind.KEY_HOLDER, identifier);
    if (found.isEmpty()) {
      return unknown();
    }
    try (SharedSecret registered = found.get()) {
      HolderKey holder = HolderKey.decode(registered.octets());
      holder.checkSuitable();
      return capabilities()
          .recipient(new EntityIdentifier.KeyIdentifier(identifier), holder.publicKey())
          .map(recipient -> enveloped(recipient, packaging))
          .orElseGet(
              () -> new Result.None("nothing in smimeCapabilities fits the key that is named"));
    } catch (MalformedException e) {
      return new Result.None("the key that is named is of no use here: " + e.getMessage());
    }
  }

  private Result enveloped(Recipient recipient, Packaging packaging) {
    if (!strongEnough(recipient.strength())) {
      return weak();
    }
    return contentCipher(recipient.strength(), packaging)
        .<Result>map(cipher -> new Result.Found(PackageEncryption.Envelope.of(recipient, cipher)))
        .orElseGet(() ->
            new Result.None(
                "no cipher in smimeCapabilities is as strong as the key that is named ("
                    + recipient.strength()
                    + " bits)"));
  }

  private static boolean isKeyPackage(Packaging packaging) {
    return packaging.type() == PackageType.ENCRYPTED_KEY_PACKAGE;
  }

  /** Where the cipher of the connection has to match the key, what is around it has to. */
  private boolean strongEnough(int strength) {
    int key =
        request.csr().wanted().map(WantedKey::algorithm).map(KeyAlgorithm::strength).orElse(0);
    return label.keygen().handover().transport() == Transport.STRONG || strength >= key;
  }

  private static Result weak() {
    return new Result.None("the key that is named is weaker than the one to be encrypted to it");
  }

  private PeerCapabilities capabilities() {
    return PeerCapabilities.of(said);
  }

  /** Whoever names no cipher leaves it to us. */
  private Optional<ContentCipher> contentCipher(int strength, Packaging packaging) {
    if (!ciphers().isEmpty()) {
      return capabilities().contentCipher(strength);
    }
    boolean authenticated =
        isKeyPackage(packaging) && packaging.choice() == PackageChoice.AUTH_ENVELOPED;
    return authenticated
        ? Arrays.stream(ContentCipher.values())
            .filter(c -> c.isAuthenticated() && c.strength() >= strength)
            .findFirst()
        : PeerCapabilities.unknown().contentCipher(strength);
  }

  /** Of the length of the key itself; none where the client would have one that authenticates. */
  private Optional<ContentCipher> directCipher(int octets) {
    List<ContentCipher> named = ciphers();
    if (named.stream().anyMatch(ContentCipher::isAuthenticated)) {
      return Optional.empty();
    }
    List<ContentCipher> candidates = named.isEmpty() ? List.of(ContentCipher.values()) : named;
    return candidates.stream()
        .filter(c -> !c.isAuthenticated() && c.keyOctets() == octets)
        .findFirst();
  }

  private List<ContentCipher> ciphers() {
    return said.algorithms().stream()
        .flatMap(a -> ContentCipher.of(a.getAlgorithm()).stream())
        .toList();
  }
}
