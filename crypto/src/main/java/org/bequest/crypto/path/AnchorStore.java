package org.bequest.crypto.path;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorChoice.Certificate;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Trust anchors, found by what a message or a certificate says of them. Several may bear one key
 * identifier or one name: whoever asks tries them all.
 */
public final class AnchorStore {
  /** RFC 7093 section 2 method 1: so many octets of SHA-256. */
  private static final int TRUNCATED = 20;

  private final Optional<TrustAnchorChoice> apex;
  private final List<TrustAnchorChoice> anchors;
  private final Map<KeyIdentifier, List<TrustAnchorChoice>> byKeyId = new HashMap<>();
  private final Map<SubjectPublicKeyInfo, List<TrustAnchorChoice>> byKey = new HashMap<>();
  private final Map<Chaining, List<TrustAnchorChoice>> byName = new HashMap<>();

  private AnchorStore(Optional<TrustAnchorChoice> apex, List<TrustAnchorChoice> others) {
    this.apex = apex;
    List<TrustAnchorChoice> all = new ArrayList<>();
    apex.ifPresent(all::add);
    all.addAll(others);
    anchors = List.copyOf(all);
    for (TrustAnchorChoice anchor : anchors) {
      add(byKey, anchor.publicKey(), anchor);
      anchor.name().flatMap(Chaining::of).ifPresent(name -> add(byName, name, anchor));
      identifiers(anchor).forEach(id -> add(byKeyId, id, anchor));
    }
  }

  private static <K> void add(
      Map<K, List<TrustAnchorChoice>> index, K key, TrustAnchorChoice anchor) {
    index.computeIfAbsent(key, _ -> new ArrayList<>()).add(anchor);
  }

  public static AnchorStore of(List<TrustAnchorChoice> anchors) {
    return new AnchorStore(Optional.empty(), anchors);
  }

  /** Certificates that are anchors, with the constraints that they say themselves. */
  public static AnchorStore ofCertificates(List<X509CertificateHolder> certificates) {
    return of(certificates.stream().<TrustAnchorChoice>map(Certificate::new).toList());
  }

  /** The same with an apex, which nothing constrains in what it signs (RFC 5934). */
  public AnchorStore withApex(TrustAnchorChoice top) {
    return new AnchorStore(Optional.of(top), anchors);
  }

  public Optional<TrustAnchorChoice> apex() {
    return apex;
  }

  public boolean isApex(TrustAnchorChoice anchor) {
    return apex.filter(a -> a.publicKey().equals(anchor.publicKey())).isPresent();
  }

  public List<TrustAnchorChoice> all() {
    return anchors;
  }

  /** All whose key is called so, by themselves or by a method of calculation. */
  public List<TrustAnchorChoice> find(KeyIdentifier keyId) {
    return List.copyOf(byKeyId.getOrDefault(keyId, List.of()));
  }

  /** All with this key: the key is what an anchor is. */
  public List<TrustAnchorChoice> find(SubjectPublicKeyInfo key) {
    return List.copyOf(byKey.getOrDefault(key, List.of()));
  }

  /** Those of this name, which may have issued a certificate. */
  List<TrustAnchorChoice> named(Chaining name) {
    return List.copyOf(byName.getOrDefault(name, List.of()));
  }

  /** Its own, or, where it has none, what RFC 5280 section 4.2.1.2 or RFC 7093 makes of the key. */
  private static List<KeyIdentifier> identifiers(TrustAnchorChoice anchor) {
    if (anchor.keyId().isPresent()) {
      return List.of(anchor.keyId().get());
    }
    byte[] key = anchor.publicKey().getPublicKeyData().getBytes();
    return List.of(
        new KeyIdentifier(digest("SHA-1", key)),
        new KeyIdentifier(Arrays.copyOf(digest("SHA-256", key), TRUNCATED)));
  }

  private static byte[] digest(String algorithm, byte[] octets) {
    try {
      return MessageDigest.getInstance(algorithm).digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
