package org.bequest.ca.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.bequest.ca.signer.IssuingKey;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The keys of one authority that count now. One issues; of the others, certificates authenticate,
 * are revoked and have their lists published until the key is retired, and one may wait for its
 * turn. Immutable: a roll-over replaces the whole.
 */
public final class Generations {
  private final List<IssuingKey> keys;
  private final List<X509CertificateHolder> links;
  private final List<X509CertificateHolder> issuers;
  private final List<X509CertificateHolder> certificates;

  /**
   * @param issuing the key that issues
   * @param others in any order
   * @param links certificates of one root's key by another's (RFC 4210 4.4); one that ties a root
   *     which does not count is left out
   */
  public Generations(
      IssuingKey issuing, List<IssuingKey> others, List<X509CertificateHolder> links) {
    this.keys = Stream.concat(Stream.of(issuing), others.stream()).toList();
    this.links = links.stream().filter(this::tiesRoots).toList();
    this.issuers = keys.stream().map(IssuingKey::certificate).toList();
    this.certificates =
        Stream.concat(keys.stream().flatMap(k -> k.chain().stream()), this.links.stream())
            .distinct()
            .toList();
  }

  /** An authority that never had another key. */
  public static Generations of(IssuingKey only) {
    return new Generations(only, List.of(), List.of());
  }

  /** The key that issues. */
  public IssuingKey issuing() {
    return keys.getFirst();
  }

  /** Every key that counts; the one that issues first. */
  public List<IssuingKey> keys() {
    return keys;
  }

  /** The certificate of every key that counts, the issuing one's first; the same list each time. */
  public List<X509CertificateHolder> issuers() {
    return issuers;
  }

  /**
   * What /cacerts serves (RFC 7030 4.1.3): every chain up to its root, and the links. The root of
   * the issuing key stands behind its chain.
   */
  public List<X509CertificateHolder> certificates() {
    return certificates;
  }

  /** Certificates of one root's key by another's. */
  public List<X509CertificateHolder> links() {
    return links;
  }

  /** The key that signed a certificate, if it is one of these. */
  public Optional<IssuingKey> signerOf(X509CertificateHolder certificate) {
    return keys.stream()
        .filter(k -> k.issuer().name().equals(certificate.getIssuer()))
        .filter(k -> Arrays.equals(authorityKey(certificate), k.issuer().keyIdentifier()))
        .findFirst();
  }

  /**
   * What a TLS peer needs beside a certificate of this key, whichever of the roots it trusts: the
   * chain without its root, then the links that lead from that root to the others.
   */
  public List<X509CertificateHolder> presentedWith(IssuingKey key) {
    List<X509CertificateHolder> presented =
        new ArrayList<>(key.chain().subList(0, key.chain().size() - 1));
    SequencedSet<X509CertificateHolder> reached = new LinkedHashSet<>();
    List<X509CertificateHolder> waiting = new ArrayList<>(List.of(key.chain().getLast()));
    while (!waiting.isEmpty()) {
      X509CertificateHolder root = waiting.removeFirst();
      if (reached.add(root)) {
        waiting.addAll(linksOf(root, reached, presented));
      }
    }
    return presented;
  }

  /** Adds the links for this root's key, and returns the roots that they lead to. */
  private List<X509CertificateHolder> linksOf(
      X509CertificateHolder root,
      SequencedSet<X509CertificateHolder> reached,
      List<X509CertificateHolder> presented) {
    List<X509CertificateHolder> next = new ArrayList<>();
    for (X509CertificateHolder link : links) {
      boolean ofThisKey = link.getSubjectPublicKeyInfo().equals(root.getSubjectPublicKeyInfo());
      root(authorityKey(link))
          .filter(r -> ofThisKey && !reached.contains(r))
          .ifPresent(r -> {
            presented.add(link);
            next.add(r);
          });
    }
    return next;
  }

  private boolean tiesRoots(X509CertificateHolder link) {
    return root(authorityKey(link)).isPresent() && root(subjectKey(link)).isPresent();
  }

  private Optional<X509CertificateHolder> root(byte[] keyIdentifier) {
    return keys.stream()
        .map(k -> k.chain().getLast())
        .filter(r -> Arrays.equals(subjectKey(r), keyIdentifier))
        .findFirst();
  }

  private static byte[] subjectKey(X509CertificateHolder certificate) {
    SubjectKeyIdentifier identifier =
        SubjectKeyIdentifier.fromExtensions(certificate.getExtensions());
    return identifier == null ? new byte[0] : identifier.getKeyIdentifier();
  }

  private static byte[] authorityKey(X509CertificateHolder certificate) {
    AuthorityKeyIdentifier identifier =
        AuthorityKeyIdentifier.fromExtensions(certificate.getExtensions());
    return identifier == null || identifier.getKeyIdentifierOctets() == null
        ? new byte[0]
        : identifier.getKeyIdentifierOctets();
  }
}
