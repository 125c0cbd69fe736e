package org.bequest.server.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.bequest.crypto.GeneratedKey;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Recipient;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.store.KeyArchive;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Encrypts keys that were made for devices to the recovery keys, which the service does not have:
 * CMS AuthEnvelopedData (RFC 5083, AES-256-GCM) over the PKCS#8 of the key as id-data.
 */
public final class Archive {
  private final List<Recipient> recovery;
  private final String fingerprints;

  /**
   * @param recovery certificates of the recovery keys, each of which opens every key; none where
   *     nothing is archived
   * @throws IllegalArgumentException when one of them is of a key that can only sign
   */
  public Archive(List<X509CertificateHolder> recovery) {
    this.recovery =
        recovery.stream()
            .map(c -> Recipient.of(EntityIdentifier.of(c), c.getSubjectPublicKeyInfo()))
            .toList();
    this.fingerprints = recovery.stream().map(Archive::sha256).collect(Collectors.joining(" "));
  }

  /** Whether anything can be archived. */
  public boolean isOpen() {
    return !recovery.isEmpty();
  }

  /**
   * What is recorded with the certificate of a key: for {@code EnrollmentRequest.archiving}.
   *
   * @throws IllegalStateException when there is no recovery key
   */
  public KeyArchive.Wrapped wrap(GeneratedKey key) {
    if (!isOpen()) {
      throw new IllegalStateException("there is no recovery key to archive for");
    }
    byte[] pkcs8 = key.privateKey().octets();
    try {
      Content wrapped =
          EnvelopedMessage.encrypt(Content.data(pkcs8), ContentCipher.AES_256_GCM, recovery);
      return new KeyArchive.Wrapped(wrapped.encode(), fingerprints);
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  private static String sha256(X509CertificateHolder certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
