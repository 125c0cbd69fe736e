package org.bequest.crypto.cms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.Unpacked.OpenedLayer;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Walks through the layers of a message from the outside to its leaf: decrypts with our keys,
 * verifies signatures with the keys of the message and with those known before.
 */
public final class MessageOpener {
  private static final int MOST_LAYERS = 8;

  private final List<RecipientKey> keys;
  private final List<X509CertificateHolder> known;

  /**
   * @param keys of ours
   * @param known certificates of signers, beside those in the message
   */
  public MessageOpener(List<? extends RecipientKey> keys, List<X509CertificateHolder> known) {
    this.keys = List.copyOf(keys);
    this.known = List.copyOf(known);
  }

  /**
   * @throws MalformedException for octets that anybody can see to be broken
   */
  public Unpacked open(Content message) throws MalformedException {
    return new Walk().from(message);
  }

  private final class Walk {
    private final List<OpenedLayer> layers = new ArrayList<>();
    private boolean changeable;

    Unpacked from(Content message) throws MalformedException {
      Content content = message;
      try {
        while (layers.size() < MOST_LAYERS) {
          Optional<Layer> layer = Layer.of(content);
          if (layer.isEmpty()) {
            return new Unpacked.Whole(content, layers);
          }
          Step step = step(layer.get());
          if (step instanceof Step.Stop stop) {
            return told(stop.why());
          }
          content = ((Step.Inner) step).content();
        }
        return told(new Unpacked.Refused("more than " + MOST_LAYERS + " layers"));
      } catch (MalformedException e) {
        if (changeable) {
          return new Unpacked.Failed();
        }
        throw e;
      }
    }

    /** What lies in a ciphertext without a tag is not talked about (Unpacked.Failed). */
    private Unpacked told(Unpacked why) {
      return changeable ? new Unpacked.Failed() : why;
    }

    private Step step(Layer layer) {
      return switch (layer) {
        case SignedContent signed -> signed(signed);
        case EnvelopedContent enveloped -> opened(layer, EnvelopedMessage.open(enveloped, keys));
        case AuthEnvelopedContent enveloped ->
            opened(layer, EnvelopedMessage.open(enveloped, keys));
        case AuthenticatedContent authenticated ->
            opened(layer, AuthenticatedMessage.open(authenticated, keys));
        case EncryptedContent encrypted -> opened(layer, EncryptedMessage.open(encrypted, keks()));
        case EncryptedKeyPackage keyPackage -> keyPackage(keyPackage);
      };
    }

    /** One layer, although an encryption lies in it: RFC 7193 counts so. */
    private Step keyPackage(EncryptedKeyPackage layer) {
      int outer = layers.size();
      Step step = step(layer.layer());
      if (layers.size() > outer) {
        layers.set(outer, new OpenedLayer(layer, List.of()));
      }
      return step;
    }

    private Step signed(SignedContent signed) {
      return switch (SignatureCheck.of(signed, SignerKeys.in(signed).and(known))) {
        case SignatureCheck.Verified good -> inner(signed, good.signers(), good.content());
        case SignatureCheck.Refused bad -> new Step.Stop(new Unpacked.Unverified(bad));
      };
    }

    private Step opened(Layer layer, Opening opening) {
      return switch (opening) {
        case Opening.Opened good -> {
          changeable |= layer instanceof EnvelopedContent || layer instanceof EncryptedContent;
          yield inner(layer, List.of(), good.content());
        }
        case Opening.NotForUs _ -> new Step.Stop(new Unpacked.NotForUs());
        case Opening.Refused refused -> new Step.Stop(new Unpacked.Refused(refused.detail()));
        case Opening.Failed _ -> new Step.Stop(new Unpacked.Failed());
      };
    }

    private Step inner(Layer layer, List<VerifiedSigner> signers, Content content) {
      layers.add(new OpenedLayer(layer, signers));
      return new Step.Inner(content);
    }

    private List<RecipientKey.Kek> keks() {
      return keys.stream()
          .filter(RecipientKey.Kek.class::isInstance)
          .map(RecipientKey.Kek.class::cast)
          .toList();
    }
  }

  private sealed interface Step {
    record Inner(Content content) implements Step {}

    record Stop(Unpacked why) implements Step {}
  }
}
