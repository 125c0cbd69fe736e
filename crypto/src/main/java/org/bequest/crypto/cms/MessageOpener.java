package org.bequest.crypto.cms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.Unpacked.OpenedLayer;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.ContentCollection;
import org.bequest.formats.cms.ContentWithAttributes;
import org.bequest.formats.cms.DigestedContent;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Walks through the layers of a message from the outside to its leaf, or its leaves: decrypts with
 * our keys, verifies signatures with the keys of the message and with those known before, inflates.
 */
public final class MessageOpener {
  private final List<RecipientKey> keys;
  private final List<X509CertificateHolder> known;
  private final CmsLimits limits;

  /**
   * @param keys of ours
   * @param known certificates of signers, beside those in the message
   */
  public MessageOpener(List<? extends RecipientKey> keys, List<X509CertificateHolder> known) {
    this(keys, known, CmsLimits.STANDARD);
  }

  public MessageOpener(
      List<? extends RecipientKey> keys, List<X509CertificateHolder> known, CmsLimits limits) {
    this.keys = List.copyOf(keys);
    this.known = List.copyOf(known);
    this.limits = limits;
  }

  /**
   * @throws MalformedException for octets that anybody can see to be broken
   */
  public Unpacked open(Content message) throws MalformedException {
    return new Walk().from(message, Path.START);
  }

  /**
   * Where the walk is.
   *
   * @param changeable whether it lies in a ciphertext without a tag
   */
  private record Path(List<OpenedLayer> layers, boolean changeable) {
    static final Path START = new Path(List.of(), false);

    Path through(OpenedLayer layer) {
      List<OpenedLayer> all = new ArrayList<>(layers);
      all.add(layer);
      Layer encryption = layer.layer() instanceof EncryptedKeyPackage k ? k.layer() : layer.layer();
      return new Path(
          all,
          changeable
              || encryption instanceof EnvelopedContent
              || encryption instanceof EncryptedContent);
    }
  }

  private final class Walk {
    private int members;

    Unpacked from(Content message, Path outer) throws MalformedException {
      Content content = message;
      Path path = outer;
      try {
        while (path.layers().size() < limits.layers()) {
          Optional<Layer> layer = Layer.of(content, limits);
          if (layer.isEmpty()) {
            return new Unpacked.Whole(content, path.layers());
          }
          Step step = step(layer.get());
          if (step instanceof Step.Stop(var why)) {
            return told(why, path);
          }
          path = path.through(new OpenedLayer(layer.get(), step.signers()));
          if (step instanceof Step.Fork(var collection)) {
            return collected(collection, path);
          }
          content = ((Step.Inner) step).content();
        }
        return told(new Unpacked.Refused("more than " + limits.layers() + " layers"), path);
      } catch (MalformedException e) {
        if (path.changeable()) {
          return new Unpacked.Failed();
        }
        throw e;
      }
    }

    /** What lies in a ciphertext without a tag is not talked about (Unpacked.Failed). */
    private Unpacked told(Unpacked why, Path path) {
      return path.changeable() ? new Unpacked.Failed() : why;
    }

    private Unpacked collected(ContentCollection collection, Path path) throws MalformedException {
      members += collection.members().size();
      if (members > limits.members()) {
        return told(new Unpacked.Refused("more than " + limits.members() + " members"), path);
      }
      List<Unpacked> found = new ArrayList<>();
      for (Content member : collection.members()) {
        Unpacked one = from(member, path);
        if (path.changeable() && one instanceof Unpacked.Stopped) {
          return new Unpacked.Failed();
        }
        found.add(one);
      }
      return new Unpacked.Collected(path.layers(), found);
    }
  }

  private Step step(Layer layer) throws MalformedException {
    return switch (layer) {
      case SignedContent signed -> signed(signed);
      case EnvelopedContent enveloped -> step(EnvelopedMessage.open(enveloped, keys, limits));
      case AuthEnvelopedContent enveloped -> step(EnvelopedMessage.open(enveloped, keys, limits));
      case AuthenticatedContent authenticated ->
          step(AuthenticatedMessage.open(authenticated, keys, limits));
      case EncryptedContent encrypted ->
          step(EncryptedMessage.open(encrypted, RecipientKey.keks(keys)));
      case DigestedContent digested -> step(DigestedMessage.open(digested));
      case CompressedContent compressed -> new Step.Inner(compressed.inflated(limits), List.of());
      // One layer, although an encryption lies in it: RFC 7193 counts so.
      case EncryptedKeyPackage keyPackage -> step(keyPackage.layer());
      case ContentWithAttributes both -> new Step.Inner(both.content(), List.of());
      case ContentCollection collection -> new Step.Fork(collection);
    };
  }

  private Step signed(SignedContent signed) {
    return switch (SignatureCheck.of(signed, SignerKeys.in(signed).and(known))) {
      case SignatureCheck.Verified good -> new Step.Inner(good.content(), good.signers());
      case SignatureCheck.Refused bad -> new Step.Stop(new Unpacked.Unverified(bad));
    };
  }

  private static Step step(Opening opening) {
    return switch (opening) {
      case Opening.Opened good -> new Step.Inner(good.content(), List.of());
      case Opening.NotForUs _ -> new Step.Stop(new Unpacked.NotForUs());
      case Opening.Refused refused -> new Step.Stop(new Unpacked.Refused(refused.detail()));
      case Opening.Failed _ -> new Step.Stop(new Unpacked.Failed());
    };
  }

  /** Past one layer. */
  private sealed interface Step {
    record Inner(Content content, List<VerifiedSigner> signers) implements Step {}

    record Fork(ContentCollection collection) implements Step {}

    record Stop(Unpacked why) implements Step {}

    default List<VerifiedSigner> signers() {
      return this instanceof Inner inner ? inner.signers() : List.of();
    }
  }
}
