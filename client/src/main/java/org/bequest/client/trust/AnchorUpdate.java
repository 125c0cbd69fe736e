package org.bequest.client.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.client.trust.ServerAuthorization.Database;

/**
 * What a client stores after an answer of /cacerts (RFC 7030 4.1.3). The answer came from an
 * authorised server, and yet a self-signed certificate in it is not believed because it is there
 * (RFC 5272 4.1): a new root counts when an anchor that is stored vouches for it by NewWithOld (RFC
 * 4210 4.4), or when somebody approved it. Only a client without Explicit anchors, whose server was
 * authorised by an Implicit one, takes the newest root as it is.
 *
 * @param anchors to be stored; the Implicit database is off from then on for this server
 * @param added roots that were not stored before
 * @param unvouched self-signed certificates that nobody vouches for; they were left out
 */
public record AnchorUpdate(
    TrustAnchors anchors, List<X509Certificate> added, List<X509Certificate> unvouched) {
  private static final Comparator<X509Certificate> NEWEST_FIRST =
      Comparator.comparing(X509Certificate::getNotAfter).reversed();

  public AnchorUpdate {
    added = List.copyOf(added);
    unvouched = List.copyOf(unvouched);
  }

  /**
   * @param present the anchors by which the server was authorised
   * @param by which of their databases did it
   */
  public static AnchorUpdate of(
      TrustAnchors present, CaCertificates answer, Database by, Instant at) {
    List<X509Certificate> valid =
        answer.roots().stream().filter(root -> isValid(root, at)).toList();
    Optional<X509Certificate> newest =
        present.explicit().isEmpty() && by == Database.IMPLICIT
            ? valid.stream().findFirst()
            : valid.stream().filter(r -> isVouchedFor(r, present, answer, at)).findFirst();
    TrustAnchors next =
        newest
            .map(root -> under(root, present, answer, at))
            .orElse(present)
            .indicated(by == Database.IMPLICIT && newest.isPresent());
    return new AnchorUpdate(
        next,
        next.explicit().stream().filter(a -> !present.explicit().contains(a)).toList(),
        answer.roots().stream()
            .filter(root -> isValid(root, at) && !next.explicit().contains(root))
            .toList());
  }

  /** The same after somebody approved this root of the answer. */
  public static AnchorUpdate approved(
      X509Certificate root, TrustAnchors present, CaCertificates answer, Instant at) {
    List<X509Certificate> explicit =
        Stream.concat(Stream.of(root), present.explicit().stream()).distinct().toList();
    TrustAnchors with = new TrustAnchors(explicit, present.intermediates(), List.of());
    AnchorUpdate update = of(with, answer, Database.EXPLICIT, at);
    return new AnchorUpdate(
        update.anchors(),
        update.anchors().explicit().stream().filter(a -> !present.explicit().contains(a)).toList(),
        update.unvouched());
  }

  /**
   * Whether the anchors should be fetched again (RFC 7030 4.1.2): from when a fifth of the newest
   * one's life is left.
   */
  public static boolean isDue(TrustAnchors stored, Instant at) {
    return stored.explicit().stream()
        .max(Comparator.comparing(X509Certificate::getNotAfter))
        .map(newest -> !at.isBefore(lastFifth(newest)))
        .orElse(true);
  }

  private static Instant lastFifth(X509Certificate certificate) {
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    return end.minus(java.time.Duration.between(start, end).dividedBy(5));
  }

  /** Stored already, or its key and name certified below a stored anchor. */
  private static boolean isVouchedFor(
      X509Certificate root, TrustAnchors present, CaCertificates answer, Instant at) {
    return present.explicit().contains(root)
        || answer.intermediates().stream()
            .filter(link -> isOfTheSameKey(link, root))
            .anyMatch(link -> leads(link, answer, present, at));
  }

  private static boolean isOfTheSameKey(X509Certificate link, X509Certificate root) {
    return link.getSubjectX500Principal().equals(root.getSubjectX500Principal())
        && link.getPublicKey().equals(root.getPublicKey());
  }

  private static boolean leads(
      X509Certificate link, CaCertificates answer, TrustAnchors present, Instant at) {
    List<X509Certificate> candidates =
        Stream.concat(answer.intermediates().stream(), present.intermediates().stream())
            .distinct()
            .toList();
    return CertificatePath.build(link, candidates, valid(present.explicit(), at), at)
        instanceof CertificatePath.Valid;
  }

  /**
   * Everything else is validated with the newest root as its anchor. Older roots of that very
   * authority, and anchors that are stored, stay for as long as they are valid; a foreign root does
   * not become an anchor because the newest one has certified it, since that certificate may
   * restrict it.
   */
  private static TrustAnchors under(
      X509Certificate newest, TrustAnchors present, CaCertificates answer, Instant at) {
    CaCertificates validated = answer.under(newest, at);
    Stream<X509Certificate> older =
        validated.roots().stream()
            .filter(r -> r.getSubjectX500Principal().equals(newest.getSubjectX500Principal()));
    List<X509Certificate> anchors =
        Stream.of(Stream.of(newest), older, present.explicit().stream())
            .flatMap(s -> s)
            .distinct()
            .filter(a -> isValid(a, at))
            .sorted(NEWEST_FIRST)
            .toList();
    Stream<X509Certificate> kept =
        present.intermediates().stream()
            .filter(i ->
                CertificatePath.build(i, present.intermediates(), anchors, at)
                    instanceof CertificatePath.Valid);
    List<X509Certificate> intermediates =
        Stream.concat(validated.intermediates().stream(), kept)
            .distinct()
            .limit(CertificatePath.MAX_CANDIDATES / 2)
            .toList();
    return new TrustAnchors(anchors, intermediates, List.of(), present.indicated());
  }

  private static List<X509Certificate> valid(List<X509Certificate> anchors, Instant at) {
    return anchors.stream().filter(a -> isValid(a, at)).toList();
  }

  private static boolean isValid(X509Certificate certificate, Instant at) {
    return !at.isBefore(certificate.getNotBefore().toInstant())
        && !at.isAfter(certificate.getNotAfter().toInstant());
  }
}
