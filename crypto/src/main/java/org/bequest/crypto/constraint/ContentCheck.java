package org.bequest.crypto.constraint;

import java.util.ArrayList;
import java.util.List;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.cms.Unpacked.OpenedLayer;
import org.bequest.crypto.constraint.Authorization.Authorized;
import org.bequest.crypto.constraint.Authorization.Denied;
import org.bequest.crypto.constraint.Authorization.Why;
import org.bequest.formats.cms.ContentWithAttributes;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Content type and constraint checking of RFC 6010 section 4.2, for one path through the layers of
 * a message whose signatures were verified.
 *
 * <p>Nobody authenticates by an AuthenticatedData or AuthEnvelopedData whose originator has no
 * static key of his own, and no other originators are understood here: such layers count as
 * encryption, and their attributes are nobody's. A message that nobody has signed is authorized, as
 * the RFC has it: whether it must be signed is for the caller to say before.
 */
public final class ContentCheck {
  /** Ways through layers with several signatures that are tried. */
  private static final int MOST_WAYS = 64;

  private final SignerTrace trace;

  public ContentCheck(SignerTrace trace) {
    this.trace = trace;
  }

  /** What is said of a leaf around which everything was opened. */
  public Authorization of(Unpacked.Whole whole) {
    return of(whole, Collected.none());
  }

  /**
   * An EncryptedKeyPackage is a leaf to those who cannot open it: who has signed around it answers
   * for that, and who has signed inside for what is inside (RFC 6032 section 1).
   *
   * @param authenticated attributes that the application has authenticated itself
   */
  public Authorization of(Unpacked.Whole whole, Collected authenticated) {
    Authorized all = new Authorized(List.of(), List.of(), authenticated);
    List<X509CertificateHolder> bag = whole.certificates();
    List<OpenedLayer> layers = new ArrayList<>();
    for (OpenedLayer layer : whole.layers()) {
      if (layer.layer() instanceof EncryptedKeyPackage encrypted) {
        Authorization outer = leaf(new Part(layers, encrypted.type(), bag), all.effective());
        if (!(outer instanceof Authorized authorized)) {
          return outer;
        }
        all = all.and(authorized);
        layers.clear();
      } else {
        layers.add(layer);
      }
    }
    return switch (leaf(new Part(layers, whole.leaf().type(), bag), all.effective())) {
      case Denied denied -> denied;
      case Authorized inner -> all.and(inner);
    };
  }

  /**
   * The layers around one leaf.
   *
   * @param bag certificates that came along, believed in nothing
   */
  private record Part(
      List<OpenedLayer> layers, ASN1ObjectIdentifier leaf, List<X509CertificateHolder> bag) {}

  /** Section 4.1.1.1: each signature of a layer is tried as if it were the only one. */
  private Authorization leaf(Part part, Collected start) {
    List<List<VerifiedSigner>> ways = List.of(List.of());
    for (OpenedLayer layer : part.layers) {
      if (layer.signers().size() * ways.size() > MOST_WAYS) {
        return new Denied(Why.TOO_MANY_SIGNERS, "more than " + MOST_WAYS + " ways of signatures");
      }
      ways = layer.signers().isEmpty() ? ways : extended(ways, layer.signers());
    }
    Authorization last = new Authorized(List.of(), List.of(), start);
    for (List<VerifiedSigner> way : ways) {
      last = way(way, part, collected(part.layers, way, start));
      if (last instanceof Authorized) {
        return last;
      }
    }
    return last;
  }

  private static List<List<VerifiedSigner>> extended(
      List<List<VerifiedSigner>> ways, List<VerifiedSigner> signers) {
    List<List<VerifiedSigner>> extended = new ArrayList<>();
    for (List<VerifiedSigner> way : ways) {
      for (VerifiedSigner signer : signers) {
        List<VerifiedSigner> longer = new ArrayList<>(way);
        longer.add(signer);
        extended.add(longer);
      }
    }
    return extended;
  }

  /** Section 4.1.2: what stands outside of every signature is nobody's. */
  private static Collected collected(
      List<OpenedLayer> layers, List<VerifiedSigner> way, Collected start) {
    Collected collected = start;
    int signed = 0;
    for (OpenedLayer layer : layers) {
      if (!layer.signers().isEmpty()) {
        collected = collected.and(way.get(signed++).info().signedAttributes());
      } else if (signed > 0 && layer.layer() instanceof ContentWithAttributes with) {
        collected = collected.and(with.attributes());
      }
    }
    return collected;
  }

  /**
   * @param way a signer of each signed layer, the outermost first
   */
  private Authorization way(List<VerifiedSigner> way, Part part, Collected attributes) {
    ASN1ObjectIdentifier type = part.leaf;
    Authorized all = new Authorized(List.of(), List.of(), attributes);
    for (int i = 0; i < way.size(); i++) {
      boolean innermost = i == way.size() - 1;
      SignerTrace.Question question =
          rights -> innermost ? source(rights, type, attributes) : asked(rights, type, attributes);
      switch (trace.trace(way.get(i), part.bag, question)) {
        case SignerTrace.Lost lost -> {
          return lost.denied();
        }
        case SignerTrace.Vouched vouched -> all = all.and(vouched.authorization());
      }
    }
    return all;
  }

  private static Authorization asked(
      ContentRights rights, ASN1ObjectIdentifier type, Collected attributes) {
    return Authorization.of(rights, type, attributes);
  }

  /** What a key may say that nobody has signed before. */
  public static Authorization source(
      ContentRights rights, ASN1ObjectIdentifier type, Collected attributes) {
    boolean cannot = rights.entry(type).filter(e -> !e.canSource()).isPresent();
    return cannot
        ? new Denied(Why.CANNOT_SOURCE, "the signer may not be the first to sign " + type)
        : asked(rights, type, attributes);
  }
}
