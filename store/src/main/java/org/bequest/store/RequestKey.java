package org.bequest.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * By what a repeated request is recognised (RFC 7030 4.2.3): by who wants what for which key, not
 * by its octets, which change with the connection that it is linked to.
 *
 * @param operation path of the EST operation: {@code simpleenroll}
 * @param label of the request, empty for the default label
 * @param identity in the form of {@link CertificateRow#identity}
 * @param spkiSha256 of the SubjectPublicKeyInfo, 32 bytes
 * @param contentSha256 of what the certificate is to say in a canonical form: names and requested
 *     extensions; 32 bytes
 */
public record RequestKey(
    String operation, String label, String identity, byte[] spkiSha256, byte[] contentSha256) {
  /** SHA-256 over all of it: equal for equal keys, and for no others. */
  public byte[] fingerprint() {
    var octets = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(octets)) {
      for (String part : new String[] {operation, label, identity}) {
        part(out, part.getBytes(StandardCharsets.UTF_8));
      }
      part(out, spkiSha256);
      part(out, contentSha256);
      return MessageDigest.getInstance("SHA-256").digest(octets.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void part(DataOutputStream out, byte[] octets) throws IOException {
    out.writeInt(octets.length);
    out.write(octets);
  }
}
