package org.bequest.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash of an entry: SHA-256 over the hash before it, the number, the time in microseconds and
 * the five texts, each with its length in four bytes before it. Numbers are big-endian.
 */
final class AuditChain {
  private final MessageDigest digest;

  AuditChain() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  byte[] hash(byte[] before, AuditLine line) {
    digest.update(before);
    digest.update(canonical(line));
    return digest.digest();
  }

  private static byte[] canonical(AuditLine line) {
    byte[][] texts = {
      line.action().getBytes(UTF_8),
      line.actor().getBytes(UTF_8),
      line.subject().getBytes(UTF_8),
      line.outcome().getBytes(UTF_8),
      line.details().getBytes(UTF_8)
    };
    int length = 2 * Long.BYTES;
    for (byte[] text : texts) {
      length += Integer.BYTES + text.length;
    }
    var bytes = ByteBuffer.allocate(length).putLong(line.number()).putLong(line.at());
    for (byte[] text : texts) {
      bytes.putInt(text.length).put(text);
    }
    return bytes.array();
  }

  /** The last entry of the chain; number 0 and a hash of zeros before the first. */
  record Head(long number, byte[] hash) {
    static final int HASH_LENGTH = 32;

    static Head empty() {
      return new Head(0, new byte[HASH_LENGTH]);
    }
  }
}
