package org.bequest.server.endpoint.cmc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.formats.cmc.PkiResponse;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bequest.server.secret.MessageCredentials;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Step 11: the answer (RFC 5272 4). Certificates alone when there is nothing else to say, or else a
 * Full PKI Response that this service signs, with whatever the client needs to go on.
 */
final class Answering {
  private Answering() {}

  static CmcAnswer.Body body(CmcMessage message) {
    if (message.results().all().isEmpty() && isEmpty(message)) {
      message.settle(BodyPartId.WHOLE, new PartOutcome.Done(true));
    }
    return speaksForItself(message)
        ? new CmcAnswer.Body(false, certificates(message))
        : new CmcAnswer.Body(true, full(message));
  }

  private static boolean isEmpty(CmcMessage message) {
    Reply reply = message.reply();
    return reply.certificates().isEmpty() && reply.crls().isEmpty() && reply.controls().isEmpty();
  }

  private static boolean speaksForItself(CmcMessage message) {
    return message.results().speaksForItself()
        && message.reply().controls().isEmpty()
        && message.reply().contents().isEmpty()
        && echo(message).isEmpty();
  }

  /** RFC 5272 4.1: neither content nor signers. */
  private static byte[] certificates(CmcMessage message) {
    return SignedContent.carrying(List.copyOf(issued(message)), message.reply().crls())
        .encode()
        .encode();
  }

  private static byte[] full(CmcMessage message) {
    MessageCredentials keys = message.services().secrets().messages().get();
    Instant now = message.services().clock().instant();
    Content response = new Content(CmsOids.PKI_RESPONSE, response(message, now).encode());
    return SignedMessage.of(response)
        .certificates(List.copyOf(issued(message)))
        .crls(message.reply().crls())
        .signingTime(now)
        .by(keys.responses())
        .sign()
        .encode();
  }

  /** What was issued with all that leads to an anchor, then what else was asked for. */
  private static Set<X509CertificateHolder> issued(CmcMessage message) {
    Set<X509CertificateHolder> all = new LinkedHashSet<>();
    for (PartOutcome outcome : message.results().all()) {
      switch (outcome) {
        case PartOutcome.Issued(var certificate, var chain) -> {
          all.add(certificate);
          all.addAll(chain);
        }
        case PartOutcome.ConfirmRequired(var certificate, var chain) -> {
          all.add(certificate);
          all.addAll(chain);
        }
        case PartOutcome.Done _,
            PartOutcome.Pending _,
            PartOutcome.Partial _,
            PartOutcome.PopRequired _,
            PartOutcome.NoSupport _,
            PartOutcome.Failed _ -> {}
      }
    }
    all.addAll(message.reply().certificates());
    return all;
  }

  private static PkiResponse response(CmcMessage message, Instant now) {
    AtomicLong number = new AtomicLong(message.reply().contents().size());
    List<Control> controls = new ArrayList<>();
    message.results().statuses(now).stream().map(StatusInfoV2::new).forEach(controls::add);
    controls.addAll(echo(message));
    controls.addAll(message.reply().controls());
    List<TaggedAttribute> tagged =
        controls.stream().map(c -> new TaggedAttribute(next(number), c)).toList();
    return new PkiResponse(tagged, message.reply().contents(), List.of());
  }

  private static BodyPartId next(AtomicLong number) {
    return new BodyPartId(number.incrementAndGet());
  }

  /** What a request says for its answer to say again (RFC 5272 6.4, 6.6). */
  private static List<Control> echo(CmcMessage message) {
    List<Control> echo = new ArrayList<>();
    message.control(TransactionId.class).ifPresent(echo::add);
    message
        .control(SenderNonce.class)
        .ifPresent(nonce -> {
          echo.add(new SenderNonce(Nonces.fresh(message)));
          echo.add(new RecipientNonce(nonce.nonce()));
        });
    message.control(DataReturn.class).ifPresent(echo::add);
    return echo;
  }
}
