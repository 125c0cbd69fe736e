package org.bequest.client.cmc;

import java.util.List;
import org.bequest.formats.cmc.CmcUnsignedData;
import org.bequest.formats.cmc.part.TaggedContentInfo;

/**
 * What goes along with a message besides its own requests.
 *
 * @param messages of others, to which controls point
 * @param unsigned data that the sender does not vouch for (RFC 5272 section 3.2.3)
 */
public record Enclosed(List<TaggedContentInfo> messages, List<CmcUnsignedData> unsigned) {
  public static final Enclosed NOTHING = new Enclosed(List.of(), List.of());

  public Enclosed {
    messages = List.copyOf(messages);
    unsigned = List.copyOf(unsigned);
  }
}
