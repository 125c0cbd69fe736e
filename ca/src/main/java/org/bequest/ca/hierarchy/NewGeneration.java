package org.bequest.ca.hierarchy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.ca.signer.NewCaKey;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Makes the keys and certificates of an authority's next generation. What an attempt before left in
 * the folder is taken over, so that an attempt that broke off is finished by the next.
 */
final class NewGeneration {
  private final KeyFolder folder;
  private final KeyCeremony ceremony;
  private final int number;
  private final RolloverSpec spec;

  /** A new issuing key, and what ties its root to the present one. */
  record Made(IssuingKey issuing, List<X509CertificateHolder> links) {}

  NewGeneration(KeyFolder folder, KeyCeremony ceremony, int number, RolloverSpec spec) {
    this.folder = folder;
    this.ceremony = ceremony;
    this.number = number;
    this.spec = spec;
  }

  static String rootFile(int number) {
    return "root-" + number + ".p12";
  }

  static String issuingFile(int number) {
    return "issuing-" + number + ".p12";
  }

  /**
   * @param presentRoot key of the root above the present issuing key, or with {@code issuingOnly}
   *     the key right above it
   */
  Made make(IssuingKey present, IssuingKey presentRoot) {
    if (spec.issuingOnly()) {
      return new Made(issuing(present, presentRoot), List.of());
    }
    IssuingKey root = root(presentRoot);
    IssuingKey issuing = issuing(present, root);
    return new Made(issuing, links(presentRoot, root));
  }

  private IssuingKey root(IssuingKey present) {
    String file = rootFile(number);
    if (folder.has(file)) {
      return requireNewer(folder.open(file), present);
    }
    if (!ceremony.now().plus(spec.rootValidity()).isAfter(end(present))) {
      throw new CaKeyException(
          "a new root must end after the present one, which ends at " + end(present));
    }
    NewCaKey key = NewCaKey.generate(spec.algorithm());
    List<X509CertificateHolder> chain =
        List.of(ceremony.root(present.issuer().name(), key, spec.rootValidity()));
    folder.save(key, file, chain);
    return key.certified(chain);
  }

  /** RFC 7030 4.1.3: clients know the newest root by its notAfter. */
  private IssuingKey requireNewer(IssuingKey found, IssuingKey present) {
    boolean root =
        found.chain().size() == 1 && found.issuer().name().equals(present.issuer().name());
    if (!root || !end(found).isAfter(end(present))) {
      throw new CaKeyException(
          folder.folder().resolve(rootFile(number)) + " holds no root that follows this one");
    }
    return found;
  }

  private IssuingKey issuing(IssuingKey present, IssuingKey root) {
    String file = issuingFile(number);
    if (folder.has(file)) {
      return requireUnder(folder.open(file), root);
    }
    NewCaKey key = NewCaKey.generate(spec.algorithm());
    X509CertificateHolder certificate =
        ceremony.issuing(
            GenerationName.of(present.issuer().name(), number), key, spec.issuingValidity(), root);
    List<X509CertificateHolder> chain = new ArrayList<>(List.of(certificate));
    chain.addAll(root.chain());
    folder.save(key, file, chain);
    return key.certified(chain);
  }

  private IssuingKey requireUnder(IssuingKey found, IssuingKey root) {
    if (!found.chain().subList(1, found.chain().size()).equals(root.chain())) {
      throw new CaKeyException(
          folder.folder().resolve(issuingFile(number)) + " holds no key under this root");
    }
    return found;
  }

  /** OldWithNew and NewWithOld with the times of RFC 4210 4.4.1. */
  private List<X509CertificateHolder> links(IssuingKey old, IssuingKey next) {
    Instant oldBegin = old.certificate().getNotBefore().toInstant();
    Instant newBegin = next.certificate().getNotBefore().toInstant();
    return List.of(
        ceremony.link(old, next, oldBegin, end(old)), ceremony.link(next, old, newBegin, end(old)));
  }

  private static Instant end(IssuingKey key) {
    return key.issuer().notAfter();
  }
}
