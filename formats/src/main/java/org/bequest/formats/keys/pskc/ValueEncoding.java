package org.bequest.formats.keys.pskc;

import org.bequest.formats.MalformedException;

/**
 * How a challenge, a response or a PIN is written.
 *
 * <pre>
 * Encoding ::= UTF8String ("DECIMAL" | "HEXADECIMAL" |
 *              "ALPHANUMERIC" | "BASE64" | "BINARY")  -- RFC 6031 section 3.2.7; no others
 * </pre>
 */
public enum ValueEncoding {
  DECIMAL,
  HEXADECIMAL,
  ALPHANUMERIC,
  BASE64,
  BINARY;

  static ValueEncoding of(String word, String path) throws MalformedException {
    for (ValueEncoding encoding : values()) {
      if (encoding.name().equals(word)) {
        return encoding;
      }
    }
    throw new MalformedException("unknown encoding at " + path);
  }
}
