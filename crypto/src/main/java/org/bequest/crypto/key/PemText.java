package org.bequest.crypto.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/** Blocks between BEGIN and END lines (RFC 7468), read from files of the operator. */
final class PemText {
  /** No file of keys or certificates that a person keeps is larger. */
  private static final int LIMIT = 4 << 20;

  private PemText() {}

  static byte[] encode(List<PemObject> blocks) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PemWriter writer =
        new PemWriter(new OutputStreamWriter(bytes, StandardCharsets.US_ASCII))) {
      for (PemObject block : blocks) {
        writer.writeObject(block);
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  static List<PemObject> decode(byte[] pem) throws MalformedException {
    if (pem.length > LIMIT) {
      throw new MalformedException("a PEM text of more than " + LIMIT + " octets");
    }
    List<PemObject> blocks = new ArrayList<>();
    try (PemReader reader = reader(pem)) {
      for (@Nullable PemObject next = reader.readPemObject();
          next != null;
          next = reader.readPemObject()) {
        blocks.add(next);
      }
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("not a PEM text", e);
    }
    return blocks;
  }

  private static PemReader reader(byte[] pem) {
    return new PemReader(
        new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.ISO_8859_1));
  }
}
