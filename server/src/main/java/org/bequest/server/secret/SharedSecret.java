package org.bequest.server.secret;

import java.util.List;
import org.bequest.crypto.secret.Secret;
import org.bequest.store.SealedSecret;
import org.bequest.store.SharedSecrets;

/**
 * A shared secret, opened. Whoever opened it closes it after use, which clears it.
 *
 * @param sealed what is stored of it
 * @param secret the octets themselves
 */
public record SharedSecret(SealedSecret sealed, Secret secret) implements AutoCloseable {
  public String id() {
    return sealed.id();
  }

  public SharedSecrets.Kind kind() {
    return sealed.kind();
  }

  /** By which requests name it. */
  public byte[] reference() {
    return sealed.reference().clone();
  }

  /** Whose it is: an identity as certificates have it, or the name of a device. */
  public String identity() {
    return sealed.identity();
  }

  /** What its holder may be named where it alone authenticates. */
  public List<String> names() {
    return sealed.names();
  }

  /** A copy. Whoever asks for it wipes it. */
  public byte[] octets() {
    return secret.octets();
  }

  /**
   * What a request that it proved says to the authority ({@code Requester.provenBy}).
   *
   * @param message the server's id of the HTTP request, of which several certificates may come
   */
  public SharedSecrets.Use use(String message) {
    return new SharedSecrets.Use(id(), message);
  }

  @Override
  public String toString() {
    return "SharedSecret[" + id() + ", " + kind() + "]";
  }

  @Override
  public void close() {
    secret.close();
  }
}
