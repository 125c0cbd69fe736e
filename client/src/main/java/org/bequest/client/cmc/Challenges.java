package org.bequest.client.cmc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.cmc.PopChallenge;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Opening;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * Answers what only the requested keys can answer (RFC 5272 section 6.7).
 *
 * @param requests as they were sent
 */
record Challenges(FullRequest request, List<TaggedRequest> requests) {
  private static final X500Name NOBODY = new X500Name("");

  /** All answers; empty when one of the challenges is not what it seems. */
  Optional<List<Control>> answers(List<EncryptedPop> challenges) throws MalformedException {
    List<Control> answers = new ArrayList<>();
    for (EncryptedPop challenge : challenges) {
      Optional<DecryptedPop> answer = answer(challenge);
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      answers.add(answer.get());
    }
    return Optional.of(answers);
  }

  private Optional<DecryptedPop> answer(EncryptedPop challenge) throws MalformedException {
    int index = requests.indexOf(challenge.request());
    if (index < 0 || !(request.wanted().get(index).key() instanceof RequestKey.Decrypting key)) {
      return Optional.empty();
    }
    TaggedRequest own = requests.get(index);
    Optional<byte[]> value = opened(challenge, names(key, own.id()));
    if (value.isEmpty() || !PopChallenge.isAuthentic(challenge, value.get())) {
      return Optional.empty();
    }
    try {
      return PopChallenge.answer(challenge.thePopAlgId(), value.get(), own);
    } finally {
      Arrays.fill(value.get(), (byte) 0);
    }
  }

  /** The key identifier, or an empty name and the number of the request. */
  private static RecipientKey names(RequestKey.Decrypting key, BodyPartId id) {
    EntityIdentifier byKey = new EntityIdentifier.KeyIdentifier(key.identifier());
    EntityIdentifier byRequest =
        new EntityIdentifier.IssuerAndSerial(NOBODY, BigInteger.valueOf(id.value()));
    return new RecipientKey.Private(key.key(), Set.of(byKey, byRequest));
  }

  private static Optional<byte[]> opened(EncryptedPop challenge, RecipientKey key)
      throws MalformedException {
    Optional<Layer> layer = Layer.of(Content.decode(challenge.cms().octets()));
    Opening opening =
        switch (layer.orElse(null)) {
          case EnvelopedContent enveloped -> EnvelopedMessage.open(enveloped, List.of(key));
          case AuthEnvelopedContent enveloped -> EnvelopedMessage.open(enveloped, List.of(key));
          case null, default -> new Opening.Failed();
        };
    return opening instanceof Opening.Opened(Content content) && content.is(CmsOids.DATA)
        ? Optional.of(content.octets())
        : Optional.empty();
  }
}
