package org.bequest.formats.asn1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.bequest.formats.MalformedException;

/** Text in ASN.1, which is what it claims to be: the library takes any octets as UTF-8. */
public final class Text {
  private static final int UTF8_STRING = 0x0c;

  private Text() {}

  /** The text of a UTF8String. */
  public static String utf8(Encoded value, String path) throws MalformedException {
    if (value.identifier() != UTF8_STRING) {
      throw new MalformedException("not a UTF8String at " + path, value.start());
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(value.content()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("not UTF-8 at " + path, e);
    }
  }
}
