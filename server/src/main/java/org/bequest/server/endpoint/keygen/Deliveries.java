package org.bequest.server.endpoint.keygen;

import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.crypto.keypackage.PackageEncryption;
import org.bequest.crypto.pkcs12.Pkcs12Mac;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.keys.ProtectionKey;
import org.bequest.formats.keys.WantedContentType;
import org.bequest.formats.wire.Reason;
import org.bequest.server.label.KeyGeneration;
import org.bequest.server.label.KeyGeneration.PackageType;
import org.bequest.server.label.KeyGeneration.Packaging;
import org.bequest.server.label.Label;
import org.bequest.server.secret.SharedSecret;
import org.bequest.store.SharedSecrets.Kind;

/**
 * Finds out how a request wants its key delivered, and whether that can be done. What asks for a
 * protection that cannot be had gets nothing: never does a key leave with less than was asked for
 * (security rule S-32).
 */
public final class Deliveries {
  /** A way, or why there is none. */
  public sealed interface Result {
    /**
     * @param delivery for the caller to close
     */
    record By(Delivery delivery) implements Result {}

    record Refused(Decision.Refused why) implements Result {}
  }

  private final EnrollmentRequest request;
  private final Label label;
  private final KeyGeneration rules;
  private final KeyGeneration.Maker maker;

  private Deliveries(EnrollmentRequest request, Label label) {
    this.request = request;
    this.label = label;
    this.rules = label.keygen();
    this.maker = rules.maker().orElseThrow();
  }

  /**
   * @param accept the field of that name; empty when there is none
   */
  public static Result of(EnrollmentRequest request, Label label, String accept) {
    try {
      return new Deliveries(request, label).choose(accept);
    } catch (MalformedException e) {
      return new Result.Refused(
          new Decision.Refused(Reason.MALFORMED, String.valueOf(e.getMessage())));
    }
  }

  private Result choose(String accept) throws MalformedException {
    if (rules.handover().pkcs12().always() || new Accepts(accept).wantsPkcs12()) {
      return pkcs12();
    }
    Optional<ProtectionKey> key = ProtectionKey.of(request.csr().asked());
    Optional<WantedContentType> type = WantedContentType.of(request.csr().asked());
    if (type.isPresent() && packageType(type.get()).isEmpty()) {
      return refused("no key leaves in content of type " + type.get().type());
    }
    return key.isPresent()
        ? packaged(key.get(), type.flatMap(Deliveries::packageType))
        : unprotected(type.isPresent());
  }

  /** A name of the key does not count here, only the password (RFC 8295 8.3.1). */
  private Result pkcs12() {
    Optional<SharedSecret> password =
        maker.secrets().vault().of(Kind.PACKAGE_PASSWORD, request.requester(), label.name());
    if (password.isEmpty()) {
      return refused("no password for PKCS#12 is registered for this device");
    }
    Pkcs12Mac mac =
        switch (rules.handover().pkcs12().mac()) {
          case PBMAC1 -> Pkcs12Mac.PBMAC1_SHA256;
          case SHA256 -> Pkcs12Mac.HMAC_SHA256;
          case SHA1 -> Pkcs12Mac.HMAC_SHA1;
        };
    return new Result.By(new Pkcs12KeyDelivery(password.get().secret(), mac, label.wire()));
  }

  /** Both are protections, and a request that names one of them wants no less. */
  private static Optional<PackageType> packageType(WantedContentType wanted) {
    if (wanted.isEncryptedKeyPackage()) {
      return Optional.of(PackageType.ENCRYPTED_KEY_PACKAGE);
    }
    return wanted.type().equals(CmsOids.ENVELOPED_DATA)
        ? Optional.of(PackageType.ENVELOPED_DATA)
        : Optional.empty();
  }

  private Result unprotected(boolean protectionAsked) {
    if (protectionAsked || rules.handover().protectionRequired()) {
      return refused(
          (protectionAsked ? "the key is to be encrypted" : "no key leaves in the clear here")
              + ": name the key to encrypt it to, by a DecryptKeyIdentifier or an"
              + " AsymmetricDecryptKeyIdentifier (RFC 7030 section 4.4.1)");
    }
    return new Result.By(new PlainDelivery(label.wire()));
  }

  private Result packaged(ProtectionKey key, Optional<PackageType> wanted)
      throws MalformedException {
    Packaging packaging = wanted.map(this::as).orElseGet(() -> rules.handover().packaging());
    return switch (KeySearch.of(request, label).search(key, packaging)) {
      case KeySearch.Result.None(String why) -> refused(why);
      case KeySearch.Result.Found(PackageEncryption encryption) ->
          new Result.By(
              new PackageDelivery(
                  encryption,
                  packaging,
                  maker.secrets().messages().get().packages(),
                  label.wire()));
    };
  }

  private Packaging as(PackageType type) {
    Packaging usual = rules.handover().packaging();
    return new Packaging(
        type, usual.choice(), usual.signedOutside(), usual.bare(), usual.receipt());
  }

  private static Result refused(String detail) {
    return new Result.Refused(new Decision.Refused(Reason.BAD_REQUEST, detail));
  }
}
