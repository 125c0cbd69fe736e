package org.bequest.crypto.cms.stream;

import java.io.IOException;
import java.io.InputStream;
import org.bequest.formats.cms.CmsLimits;

/** What a zlib stream holds. */
record Inflated(Source compressed, CmsLimits limits) implements Source {
  @Override
  public InputStream open() throws IOException {
    return new Inflating(compressed.open(), limits);
  }

  @Override
  public void close() {
    compressed.close();
  }
}
