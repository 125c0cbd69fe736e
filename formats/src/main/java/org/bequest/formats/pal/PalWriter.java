package org.bequest.formats.pal;

import java.io.IOException;

/**
 * Writes a list entry after entry, so that it never is in memory as a whole. An entry that breaks a
 * rule of RFC 8295 is the server's own mistake: nothing is written of it.
 */
public sealed interface PalWriter permits XmlPalWriter, JsonPalWriter {
  /**
   * @throws IllegalArgumentException if the entry breaks a rule, by itself or at its place
   */
  void write(PalEntry entry) throws IOException;

  /** After the last entry; a document without this end is not readable. */
  void end() throws IOException;
}
