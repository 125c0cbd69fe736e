package org.bequest.server.label;

import org.bequest.formats.wire.Base64Body.Lines;

/**
 * How long the lines of base64 bodies are. RFC 8951 lets a receiver stumble over neither; libest
 * and OpenSSL stumble over a long line all the same, strongSwan over a short one.
 */
public enum Base64Lines {
  /** Lines of 64 columns, but one line for a client without User-Agent, as strongSwan is. */
  BY_CLIENT(Lines.COLUMNS_64),
  COLUMNS_64(Lines.COLUMNS_64),
  COLUMNS_76(Lines.COLUMNS_76),
  ONE(Lines.ONE);

  private final Lines lines;

  Base64Lines(Lines lines) {
    this.lines = lines;
  }

  /** For a client that is not told from others. */
  public Lines lines() {
    return lines;
  }
}
