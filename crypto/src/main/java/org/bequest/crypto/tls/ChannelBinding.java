package org.bequest.crypto.tls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * What makes one TLS connection unlike every other, known to both of its ends (RFC 5056): {@code
 * tls-unique} (RFC 5929) on TLS 1.2, {@code tls-exporter} (RFC 9266) on TLS 1.3.
 */
public record ChannelBinding(Kind kind, byte[] value) {
  /** Named as registered with IANA. */
  public enum Kind {
    TLS_UNIQUE("tls-unique"),
    TLS_EXPORTER("tls-exporter");

    private final String registeredName;

    Kind(String registeredName) {
      this.registeredName = registeredName;
    }

    public String registeredName() {
      return registeredName;
    }
  }

  /** RFC 9266 section 2. */
  static final String EXPORTER_LABEL = "EXPORTER-Channel-Binding";

  static final int EXPORTER_OCTETS = 32;

  static ChannelBinding ofExporter(byte[] value) {
    return new ChannelBinding(Kind.TLS_EXPORTER, value);
  }

  public ChannelBinding {
    value = value.clone();
  }

  @Override
  public byte[] value() {
    return value.clone();
  }

  /** As it stands in a challengePassword (RFC 7030 3.5): base64 without line breaks. */
  public String base64() {
    return Base64.getEncoder().encodeToString(value);
  }

  /** Compared in a time that does not tell where they differ (security rule S-15). */
  public boolean matches(String submittedBase64) {
    return MessageDigest.isEqual(
        base64().getBytes(StandardCharsets.US_ASCII),
        submittedBase64.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChannelBinding that
        && kind == that.kind
        && MessageDigest.isEqual(value, that.value);
  }

  @Override
  public int hashCode() {
    return base64().hashCode();
  }

  /** Without the value: it goes into the request as a proof and not into a log. */
  @Override
  public String toString() {
    return kind.registeredName();
  }
}
