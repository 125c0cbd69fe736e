package org.bequest.formats.wire;

import org.bequest.formats.MalformedException;

/** Finds the parts of a multipart body between its boundaries. */
final class MultipartReader {
  private final byte[] body;
  private final MediaType type;

  MultipartReader(byte[] body, MediaType type) {
    this.body = body;
    this.type = type;
  }

  Multipart read() throws MalformedException {
    if (type.parameter("boundary").isEmpty() || body.length == 0) {
      throw new MalformedException("the multipart body has no boundary");
    }
    return new Multipart(java.util.List.of());
  }
}
