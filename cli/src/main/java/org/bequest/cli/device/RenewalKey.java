package org.bequest.cli.device;

import java.security.KeyPair;
import java.util.Optional;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.SigningKeyName;
import org.bequest.client.credential.PendingKey;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The key of the next certificate: the present one, or a new one that is pending until then. */
final class RenewalKey {
  @Option(names = "--same-key", description = "Renew: keep the key (the server may not allow it).")
  private boolean sameKey;

  @Option(
      names = "--key-algorithm",
      paramLabel = "NAME",
      converter = SigningKeyName.class,
      description = "For the new key; the old key's unless given.")
  private @Nullable KeyAlgorithm algorithm;

  boolean same() {
    return sameKey;
  }

  /** What was said on the command line. */
  Optional<KeyAlgorithm> given() {
    return Optional.ofNullable(algorithm);
  }

  /** What was said, or else the kind of the present key. */
  KeyAlgorithm algorithm(TlsIdentity current) {
    if (algorithm != null) {
      return algorithm;
    }
    byte[] key = current.certificate().getPublicKey().getEncoded();
    return KeyAlgorithm.of(SubjectPublicKeyInfo.getInstance(key)).orElse(KeyAlgorithm.P256);
  }

  /**
   * @param wanted of a new key
   */
  KeyPair pair(TlsIdentity current, PendingKey pending, KeyAlgorithm wanted) {
    return sameKey
        ? present(current)
        : Contact.with(
            () -> pending.pair(wanted, current.certificate().getPublicKey().getEncoded()));
  }

  /** The renewal came to its end: what was pending is kept, or of no further use. */
  void over(PendingKey pending) {
    if (!sameKey) {
      pending.forget();
    }
  }

  private static KeyPair present(TlsIdentity current) {
    try {
      return PublicHalf.pair(current.key());
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, "the present key: " + e.getMessage());
    }
  }
}
