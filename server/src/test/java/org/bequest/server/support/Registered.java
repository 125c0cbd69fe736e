package org.bequest.server.support;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bequest.crypto.secret.Secret;
import org.bequest.server.setup.Deployment;
import org.bequest.store.AuditEntry;
import org.bequest.store.SealedSecret;
import org.bequest.store.SharedSecrets.Kind;

/** Registers what a service shares with its devices. */
public final class Registered {
  private final Deployment deployment;
  private final AtomicInteger number = new AtomicInteger();

  public Registered(Deployment deployment) {
    this.deployment = deployment;
  }

  public void kek(String device, byte[] identifier, byte[] key) {
    add(Kind.KEY_ENCRYPTION, device, identifier, key);
  }

  /**
   * @param key a Certificate or a SubjectPublicKeyInfo
   */
  public void holder(String device, byte[] identifier, byte[] key) {
    add(Kind.KEY_HOLDER, device, identifier, key);
  }

  public void password(String device, String password) {
    add(Kind.PACKAGE_PASSWORD, device, new byte[0], password.getBytes(StandardCharsets.UTF_8));
  }

  private void add(Kind kind, String device, byte[] reference, byte[] octets) {
    Instant now = deployment.parts().clock().instant();
    SealedSecret row =
        new SealedSecret(
            "s" + number.incrementAndGet(),
            kind,
            reference,
            device,
            SealedSecret.ANY_LABEL,
            List.of(),
            new byte[0],
            false,
            now,
            Optional.empty(),
            Optional.empty());
    var audit = new AuditEntry(now, "test", "operator:test", device, "ok", Map.of());
    var vault = deployment.parts().secrets().vault();
    boolean added =
        deployment.parts().store().sharedSecrets().add(vault.seal(row, Secret.of(octets)), audit);
    if (!added) {
      throw new AssertionError(row + " is there already");
    }
  }
}
