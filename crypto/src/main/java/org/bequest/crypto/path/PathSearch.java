package org.bequest.crypto.path;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.crypto.path.PathCheck.Refused;
import org.bequest.crypto.path.PathCheck.Valid;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Looks for a path to an anchor, signature by signature, and validates each that reaches one. There
 * may be several, with different constraints: whoever asks may refuse one and have the next.
 */
public final class PathSearch {
  private static final int MOST_SIGNATURES = 200;
  private static final int MOST_CANDIDATES = 1000;

  private final AnchorStore anchors;
  private final Map<Chaining, List<X509CertificateHolder>> candidates = new HashMap<>();
  private final PathInputs inputs;

  /**
   * @param candidates where issuers may be found, in any order, believed in nothing
   */
  public PathSearch(
      AnchorStore anchors, List<X509CertificateHolder> candidates, PathInputs inputs) {
    this.anchors = anchors;
    candidates.stream()
        .limit(MOST_CANDIDATES)
        .distinct()
        .forEach(c ->
            Chaining.of(c.getSubject())
                .ifPresent(
                    name -> this.candidates.computeIfAbsent(name, _ -> new ArrayList<>()).add(c)));
    this.inputs = inputs;
  }

  /** The first valid path, or why the last one that was tried is not. */
  public PathCheck from(X509CertificateHolder target) {
    return from(target, _ -> Optional.empty());
  }

  /** The first valid path against which there is no objection. */
  public PathCheck from(
      X509CertificateHolder target, Function<Valid, Optional<Refused>> objection) {
    Search search = new Search(objection);
    return search.along(List.of(target)).<PathCheck>map(valid -> valid).orElseGet(() -> search.why);
  }

  private final class Search {
    private final Function<Valid, Optional<Refused>> objection;
    private Refused why = new Refused(PathFault.NO_PATH, "no path leads to a trust anchor");
    private int signatures;

    Search(Function<Valid, Optional<Refused>> objection) {
      this.objection = objection;
    }

    /**
     * @param path from the target up
     */
    Optional<Valid> along(List<X509CertificateHolder> path) {
      Optional<Chaining> issuer = Chaining.of(path.getLast().getIssuer());
      if (issuer.isEmpty()) {
        return Optional.empty();
      }
      for (TrustAnchorChoice anchor : anchors.named(issuer.get())) {
        Optional<Valid> valid = checked(path, anchor);
        if (valid.isPresent()) {
          return valid;
        }
      }
      if (path.size() == PathCheck.LONGEST) {
        return Optional.empty();
      }
      return candidates.getOrDefault(issuer.get(), List.of()).stream()
          .filter(c -> !path.contains(c) && issued(c, path.getLast()))
          .flatMap(c -> along(extended(path, c)).stream())
          .findFirst();
    }

    private Optional<Valid> checked(List<X509CertificateHolder> path, TrustAnchorChoice anchor) {
      if (signatures++ >= MOST_SIGNATURES
          || !PathWalk.isSignedBy(path.getLast(), anchor.publicKey())) {
        return Optional.empty();
      }
      return switch (PathCheck.of(path, anchor, inputs)) {
        case Valid valid -> wanted(valid);
        case Refused refused -> {
          why = refused;
          yield Optional.empty();
        }
      };
    }

    private Optional<Valid> wanted(Valid valid) {
      Optional<Refused> against = objection.apply(valid);
      against.ifPresent(refused -> why = refused);
      return against.isEmpty() ? Optional.of(valid) : Optional.empty();
    }

    private boolean issued(X509CertificateHolder issuer, X509CertificateHolder subject) {
      return signatures++ < MOST_SIGNATURES
          && PathWalk.isSignedBy(subject, issuer.getSubjectPublicKeyInfo());
    }
  }

  private static List<X509CertificateHolder> extended(
      List<X509CertificateHolder> path, X509CertificateHolder next) {
    List<X509CertificateHolder> extended = new ArrayList<>(path);
    extended.add(next);
    return List.copyOf(extended);
  }
}
