package org.bequest.ca.demand;

import java.util.Set;
import java.util.stream.Collectors;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.KeyDemand;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Kinds of key as a demand. The CSR attributes can name one (RFC 9908 3.2, 3.4): of several, what
 * they have in common, which may be that they are RSA or lie on some curve, or nothing.
 */
public final class ProfileKey {
  private ProfileKey() {}

  /** What all of these have in common. */
  public static KeyDemand common(Set<KeyAlgorithm> allowed) {
    Set<KeyDemand> demands = allowed.stream().map(ProfileKey::of).collect(Collectors.toSet());
    if (demands.size() == 1) {
      return demands.iterator().next();
    }
    Set<KeyDemand> kinds = demands.stream().map(ProfileKey::unsized).collect(Collectors.toSet());
    return kinds.size() == 1 ? kinds.iterator().next() : new KeyDemand.Any();
  }

  /** The demand for keys of this kind. */
  public static KeyDemand of(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case RSA_2048 -> new KeyDemand.Rsa(2048);
      case RSA_3072 -> new KeyDemand.Rsa(3072);
      case RSA_4096 -> new KeyDemand.Rsa(4096);
      case P256,
          P384,
          P521,
          ED25519,
          ML_DSA_44,
          ML_DSA_65,
          ML_DSA_87,
          X25519,
          ML_KEM_512,
          ML_KEM_768,
          ML_KEM_1024 ->
          new KeyDemand.Of(algorithm.keyIdentifier());
    };
  }

  private static KeyDemand unsized(KeyDemand demand) {
    return switch (demand) {
      case KeyDemand.Any any -> any;
      case KeyDemand.Rsa _ -> new KeyDemand.Rsa(0);
      case KeyDemand.Of(AlgorithmIdentifier algorithm) ->
          new KeyDemand.Of(new AlgorithmIdentifier(algorithm.getAlgorithm()));
    };
  }
}
