package org.bequest.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which provider does what. Every service is asked for with one of these objects; none is ever
 * registered with the JVM: at position 1 Conscrypt breaks the JDK's own TLS, and a library must not
 * change what the program around it gets from {@code getInstance}.
 *
 * <p>Where Conscrypt's native library does not load (musl, a temporary folder mounted noexec),
 * Bouncy Castle and the JDK do its work, several times slower.
 */
public final class Providers {
  private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
  private static final Providers STANDARD = new Providers(loadConscrypt());

  private final Optional<Provider> conscrypt;
  private final Provider bouncyCastle = new BouncyCastleProvider();

  private Providers(Optional<Provider> conscrypt) {
    this.conscrypt = conscrypt;
  }

  /** The best that this machine has. Loaded once; what is missing is said once in the log. */
  public static Providers standard() {
    return STANDARD;
  }

  /** As on a machine where Conscrypt's native library does not load. */
  public static Providers withoutConscrypt() {
    return new Providers(Optional.empty());
  }

  /** Empty where its native library does not load. */
  public Optional<Provider> conscrypt() {
    return conscrypt;
  }

  public Provider bouncyCastle() {
    return bouncyCastle;
  }

  /** For keys and signatures of this algorithm: the fastest that has it. */
  public Provider forKeys(KeyAlgorithm.Family family) {
    return switch (family) {
      // Measured: Bouncy Castle is twice as fast as Conscrypt on P-384 and P-521.
      case EC_LARGE, X25519, ML_KEM -> bouncyCastle;
      case EC_P256, RSA, ED25519, ML_DSA -> conscrypt.orElse(bouncyCastle);
    };
  }

  /** The operating system's randomness. Safe for concurrent use. */
  public static SecureRandom random() {
    try {
      return SecureRandom.getInstance("NativePRNGNonBlocking");
    } catch (NoSuchAlgorithmException _) {
      return new SecureRandom();
    }
  }

  private static Optional<Provider> loadConscrypt() {
    if (Boolean.getBoolean("bequest.crypto.no-conscrypt")) {
      LOG.info("Conscrypt is switched off: signatures by Bouncy Castle, TLS by the JDK");
      return Optional.empty();
    }
    try {
      Conscrypt.checkAvailability();
      return Optional.of(Conscrypt.newProvider());
    } catch (UnsatisfiedLinkError e) {
      LOG.warn(
          "Conscrypt's native library does not load ({}): signatures by Bouncy Castle and TLS by"
              + " the JDK, several times slower",
          e.getMessage());
      return Optional.empty();
    }
  }
}
