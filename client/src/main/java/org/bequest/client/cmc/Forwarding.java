package org.bequest.client.cmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.CmcUnsignedData;
import org.bequest.formats.cmc.control.BatchRequests;
import org.bequest.formats.cmc.control.BatchResponses;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Full PKI Requests of others, as a registration authority passes them on in a message of its own
 * (RFC 5272 section 7). Their certification requests and their signatures stay as they are. What is
 * encrypted for the registration authority and not for the authority is opened on the way.
 */
public final class Forwarding {
  private final LayerRemoval removal;

  /**
   * @param keys of the registration authority, for which others may have encrypted
   * @param authority where the messages go: what is encrypted for it stays so
   */
  public Forwarding(List<RecipientKey> keys, Optional<X509CertificateHolder> authority) {
    this.removal = new LayerRemoval(keys, authority);
  }

  /**
   * One message with all of them, to be answered one by one.
   *
   * @param messages ContentInfos, in the order in which {@link #answers} has their answers
   * @throws MalformedException when one of them cannot be read, opened, or taken apart
   */
  public FullRequest batch(MessageSigner registrar, List<byte[]> messages)
      throws MalformedException {
    var bundle = new Bundle();
    for (byte[] message : messages) {
      for (LayerRemoval.Freed freed : removal.of(message)) {
        bundle.add(freed);
      }
    }
    return bundle.request(registrar);
  }

  /** Everything that goes out together. */
  private static final class Bundle {
    private final List<TaggedContentInfo> messages = new ArrayList<>();
    private final List<BodyPartId> batch = new ArrayList<>();
    private final List<Control> merged = new ArrayList<>();
    private final List<CmcUnsignedData> unsigned = new ArrayList<>();

    void add(LayerRemoval.Freed freed) throws MalformedException {
      switch (freed) {
        case LayerRemoval.Freed.Statement(Control control) -> merged.add(control);
        case LayerRemoval.Freed.Whole(var content) -> {
          BodyPartId id = free();
          batch.add(id);
          enclose(id, UnsignedPromotion.of(content, id));
        }
        case LayerRemoval.Freed.Part(BodyPartId id, var content, boolean batched) -> {
          if (messages.stream().anyMatch(m -> m.id().equals(id))) {
            throw new MalformedException(
                "two messages whose layers go away use the number " + id.value());
          }
          if (batched) {
            batch.add(id);
          }
          enclose(id, UnsignedPromotion.of(content, id));
        }
      }
    }

    private void enclose(BodyPartId id, UnsignedPromotion promotion) {
      messages.add(new TaggedContentInfo(id, promotion.contentInfo()));
      unsigned.addAll(promotion.promoted());
    }

    private BodyPartId free() {
      long number = 1;
      List<BodyPartId> taken = messages.stream().map(TaggedContentInfo::id).toList();
      while (taken.contains(new BodyPartId(number))) {
        number++;
      }
      return new BodyPartId(number);
    }

    FullRequest request(MessageSigner registrar) {
      return FullRequest.by(new Sender.Certified(registrar))
          .with(new BatchRequests(batch))
          .with(merged.toArray(Control[]::new))
          .enclosing(new Enclosed(messages, unsigned));
    }
  }

  /**
   * The answers to the messages of a batch, in their order.
   *
   * @return ContentInfos, to be handed to those who sent the requests
   */
  public static List<byte[]> answers(FullResponse response) {
    List<BodyPartId> parts =
        response.response().controls(BatchResponses.class).stream()
            .flatMap(batch -> batch.parts().stream())
            .toList();
    return parts.stream()
        .flatMap(id -> response.response().cmsSequence().stream().filter(c -> c.id().equals(id)))
        .map(content -> content.contentInfo().octets())
        .toList();
  }
}
