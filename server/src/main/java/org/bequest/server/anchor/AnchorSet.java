package org.bequest.server.anchor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Some authorities outside of this service, and the rules for their certificates. A path is found
 * and validated once and remembered; dates and revocation are looked at each time (security rule
 * S-01). Safe for concurrent use.
 */
public final class AnchorSet {
  private static final int MOST_REMEMBERED = 10_000;
  private static final int MOST_CHAINS = 1_000;

  private final Rules rules;
  private final PathFinder finder;
  private final RevocationFiles revocation;
  private final InstantSource clock;
  private final Cache<String, Path> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  /** One copy of what thousands of certificates have in common. */
  private final Cache<List<X509CertificateHolder>, List<X509CertificateHolder>> chains =
      Caffeine.newBuilder().maximumSize(MOST_CHAINS).build();

  /**
   * @param purposes as {@link ClientUse#fault} wants them
   * @param revocationRequired whether a certificate that nobody speaks of is refused
   * @param grace how long after its end a certificate still counts
   */
  public record Rules(
      String name, Set<KeyPurposeId> purposes, boolean revocationRequired, Duration grace) {
    public Rules {
      purposes = Set.copyOf(purposes);
    }
  }

  /** The authorities of a set. */
  public record Authorities(
      List<X509CertificateHolder> anchors, List<X509CertificateHolder> intermediates) {
    public Authorities {
      anchors = List.copyOf(anchors);
      intermediates = List.copyOf(intermediates);
    }
  }

  /** What a certificate is worth now. */
  public sealed interface Standing {
    /** Of no authority of this set. */
    record NotMine() implements Standing {}

    /**
     * @param why one clause for the client
     */
    record Refused(Reason reason, String why) implements Standing {}

    /**
     * @param issuer lower-case hex of the SHA-256 of the issuing key
     */
    record Good(String issuer) implements Standing {}
  }

  /** What does not change while a certificate exists. */
  private sealed interface Path {
    record Unfit(String why) implements Path {}

    /**
     * @param issuers from the certificate's issuer up to the anchor
     * @param issuer as {@link Standing.Good} has it
     */
    record Valid(
        List<X509CertificateHolder> issuers, String issuer, Instant notBefore, Instant notAfter)
        implements Path {}
  }

  public AnchorSet(
      Rules rules, Authorities authorities, RevocationFiles revocation, InstantSource clock) {
    this.rules = rules;
    this.finder = new PathFinder(authorities.anchors(), authorities.intermediates());
    this.revocation = revocation;
    this.clock = clock;
  }

  public String name() {
    return rules.name();
  }

  /** For the handshake's list of acceptable authorities. */
  public List<X509CertificateHolder> anchors() {
    return finder.anchors();
  }

  /**
   * @param presented the client's certificate, then what else it sent
   */
  public Standing judge(List<X509CertificateHolder> presented) {
    Optional<Path> path = path(presented);
    return path.isEmpty() ? new Standing.NotMine() : judge(presented.getFirst(), path.get());
  }

  private Standing judge(X509CertificateHolder certificate, Path path) {
    return switch (path) {
      case Path.Unfit(String why) -> new Standing.Refused(Reason.FORBIDDEN, why);
      case Path.Valid valid -> judge(certificate, valid);
    };
  }

  private Standing judge(X509CertificateHolder certificate, Path.Valid path) {
    Instant now = clock.instant();
    if (now.isBefore(path.notBefore()) || now.isAfter(path.notAfter().plus(rules.grace()))) {
      return new Standing.Refused(
          Reason.FORBIDDEN, "the client certificate has expired or is not valid yet");
    }
    X509CertificateHolder subject = certificate;
    for (X509CertificateHolder issuer : path.issuers()) {
      switch (revocation.status(subject, issuer, now)) {
        case REVOKED -> {
          return new Standing.Refused(
              Reason.REVOKED, "the client certificate, or an authority above it, is revoked");
        }
        case UNKNOWN -> {
          if (rules.revocationRequired()) {
            return new Standing.Refused(
                Reason.REVOKED,
                "no valid revocation list of anchors "
                    + rules.name()
                    + " speaks of the client certificate");
          }
        }
        case GOOD -> {}
      }
      subject = issuer;
    }
    return new Standing.Good(path.issuer());
  }

  /** Empty for a stranger's, which is not remembered: it must not push ours out. */
  private Optional<Path> path(List<X509CertificateHolder> presented) {
    String hash = sha256(encoded(presented.getFirst()));
    Path known = remembered.getIfPresent(hash);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Path> path =
        finder
            .find(presented, PathCheck.within(presented.getFirst(), clock.instant()))
            .map(this::judged);
    path.ifPresent(p -> remembered.put(hash, p));
    return path;
  }

  private Path judged(List<X509CertificateHolder> whole) {
    X509CertificateHolder end = whole.getFirst();
    return ClientUse.fault(end, rules.purposes())
        .<Path>map(Path.Unfit::new)
        .orElseGet(() -> valid(whole));
  }

  /** The anchor's own dates do not count (RFC 5280 section 6.1.1). */
  private Path.Valid valid(List<X509CertificateHolder> whole) {
    List<X509CertificateHolder> dated = whole.subList(0, whole.size() - 1);
    List<X509CertificateHolder> issuers = List.copyOf(whole.subList(1, whole.size()));
    return new Path.Valid(
        chains.get(issuers, same -> same),
        keyId(issuers.getFirst()),
        dated.stream().map(c -> c.getNotBefore().toInstant()).reduce(Instant.MIN, AnchorSet::later),
        dated.stream()
            .map(c -> c.getNotAfter().toInstant())
            .reduce(Instant.MAX, AnchorSet::earlier));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static String keyId(X509CertificateHolder certificate) {
    try {
      return sha256(certificate.getSubjectPublicKeyInfo().getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("a key of a certificate has no encoding", e);
    }
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a certificate of the handshake has no encoding", e);
    }
  }

  private static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
