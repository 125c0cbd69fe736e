package org.bequest.crypto.constraint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.constraint.Authorization.Authorized;
import org.bequest.crypto.constraint.Authorization.Denied;
import org.bequest.crypto.constraint.Authorization.Why;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathCheck;
import org.bequest.crypto.path.PathFault;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.path.PathSearch;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.constraint.ContentConstraints;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Follows a key that has signed back to an anchor, and says what it may sign on that way. The key
 * may be an anchor's own; several certificates may have it, and each may have several paths with
 * different rights: the first way that is authorized is taken (RFC 6010 section 6).
 */
public final class SignerTrace {
  private final AnchorStore anchors;
  private final List<X509CertificateHolder> known;
  private final PathInputs inputs;
  private final ConstraintRules rules;

  /**
   * @param known certificates that may complete a path, beside those of a message
   */
  public SignerTrace(
      AnchorStore anchors,
      List<X509CertificateHolder> known,
      PathInputs inputs,
      ConstraintRules rules) {
    this.anchors = anchors;
    this.known = List.copyOf(known);
    this.inputs = inputs.handling(ContentConstraints.EXTENSION);
    this.rules = rules;
  }

  /** What came of it. */
  public sealed interface Traced {}

  /**
   * @param path empty when the key is that of the anchor itself
   */
  public record Vouched(
      TrustAnchorChoice anchor,
      Optional<PathCheck.Valid> path,
      ContentRights rights,
      Authorized authorization)
      implements Traced {}

  /**
   * @param fault of the last path, if it was one that failed
   */
  public record Lost(Denied denied, Optional<PathFault> fault) implements Traced {}

  /** What is to be judged of the rights that a key has. */
  @FunctionalInterface
  public interface Question extends Function<ContentRights, Authorization> {}

  /**
   * @param bag certificates that came along, believed in nothing
   */
  public Traced trace(VerifiedSigner signer, List<X509CertificateHolder> bag, Question question) {
    Walk walk = new Walk(question, NamedCertificate.of(signer));
    return walk.anchor(signer)
        .or(() -> walk.paths(signer, bag))
        .<Traced>map(vouched -> vouched)
        .orElseGet(() -> walk.why);
  }

  private final class Walk {
    private final Question question;
    private final NamedCertificate named;
    private Lost why =
        new Lost(
            new Denied(Why.NO_PATH, "the signer does not lead to a trust anchor"),
            Optional.of(PathFault.NO_PATH));

    Walk(Question question, NamedCertificate named) {
      this.question = question;
      this.named = named;
    }

    Optional<Vouched> anchor(VerifiedSigner signer) {
      for (TrustAnchorChoice anchor : anchors.find(signer.key())) {
        Optional<Vouched> vouched =
            named.admits(anchor.certificate()) ? ofAnchor(anchor) : Optional.empty();
        if (vouched.isPresent()) {
          return vouched;
        }
      }
      return Optional.empty();
    }

    private Optional<Vouched> ofAnchor(TrustAnchorChoice anchor) {
      try {
        return judged(anchor, Optional.empty(), ContentRights.of(anchor, anchors, rules));
      } catch (MalformedException e) {
        return malformed(e);
      }
    }

    Optional<Vouched> paths(VerifiedSigner signer, List<X509CertificateHolder> bag) {
      Set<X509CertificateHolder> all = new LinkedHashSet<>();
      signer.ownCertificate().ifPresent(all::add);
      all.addAll(bag);
      all.addAll(known);
      PathSearch search = new PathSearch(anchors, new ArrayList<>(all), inputs);
      return all.stream()
          .filter(c -> c.getSubjectPublicKeyInfo().equals(signer.key()))
          .filter(c -> named.admits(Optional.of(c)))
          .flatMap(c -> path(search, c).stream())
          .findFirst();
    }

    private Optional<Vouched> path(PathSearch search, X509CertificateHolder target) {
      List<Vouched> found = new ArrayList<>();
      PathCheck check =
          search.from(
              target,
              valid -> {
                Optional<Vouched> vouched = ofPath(valid);
                vouched.ifPresent(found::add);
                return vouched.isPresent()
                    ? Optional.empty()
                    : Optional.of(new PathCheck.Refused(PathFault.UNWANTED, why.denied().detail()));
              });
      if (check instanceof PathCheck.Refused refused && refused.fault() != PathFault.UNWANTED) {
        why =
            new Lost(
                new Denied(
                    Why.NO_PATH, "the signer does not lead to a trust anchor: " + refused.detail()),
                Optional.of(refused.fault()));
      }
      return found.stream().findFirst();
    }

    private Optional<Vouched> ofPath(PathCheck.Valid valid) {
      try {
        return judged(valid.anchor(), Optional.of(valid), ContentRights.of(valid, anchors, rules));
      } catch (MalformedException e) {
        return malformed(e);
      }
    }

    private Optional<Vouched> judged(
        TrustAnchorChoice anchor, Optional<PathCheck.Valid> path, ContentRights rights) {
      return switch (question.apply(rights)) {
        case Authorized yes -> Optional.of(new Vouched(anchor, path, rights, yes));
        case Denied no -> {
          why = new Lost(no, Optional.empty());
          yield Optional.empty();
        }
      };
    }

    private Optional<Vouched> malformed(MalformedException e) {
      why =
          new Lost(
              new Denied(Why.NO_PATH, "content constraints are broken: " + e.getMessage()),
              Optional.of(PathFault.MALFORMED));
      return Optional.empty();
    }
  }
}
