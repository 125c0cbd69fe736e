package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.bequest.crypto.secret.Secret;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * A ciphertext that lies elsewhere.
 *
 * @param type of the plaintext
 * @param associated data of GCM
 * @param mac empty but for GCM
 */
record Ciphertext(
    Engine engine, ASN1ObjectIdentifier type, Located octets, byte[] associated, byte[] mac) {
  /** The plaintext, after a pass over all of it; empty when the key or the octets are wrong. */
  Optional<StreamedContent> read(byte[] key) {
    if (key.length != engine.cipher().keyOctets()) {
      return Optional.empty();
    }
    Decrypted plaintext = new Decrypted(octets, engine, Secret.of(key));
    try {
      long length = engine.cipher().isAuthenticated() ? tagged(plaintext, key) : padded(plaintext);
      return Optional.of(new StreamedContent(type, length, plaintext));
    } catch (BrokenContentException _) {
      plaintext.forget();
      return Optional.empty();
    } catch (IOException e) {
      plaintext.forget();
      throw new UncheckedIOException(e);
    }
  }

  private static long padded(Decrypted plaintext) throws IOException {
    try (InputStream in = plaintext.open()) {
      return Pieces.count(in);
    }
  }

  /** The tag is that of the ciphertext which this plaintext becomes: it is encrypted again. */
  private long tagged(Decrypted plaintext, byte[] key) throws IOException {
    try (Secret secret = Secret.of(key)) {
      byte[] tag =
          Encrypting.write(
              new StreamedContent(type, octets.length(), plaintext),
              engine.encrypting(secret, associated),
              engine.tag(),
              OutputStream.nullOutputStream());
      if (!MessageDigest.isEqual(tag, mac)) {
        throw new BrokenContentException("a ciphertext with another tag");
      }
      return octets.length();
    }
  }
}
