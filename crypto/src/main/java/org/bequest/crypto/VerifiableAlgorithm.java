package org.bequest.crypto;

import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** A signature algorithm that is accepted: strong, and its parameters in their one form. */
sealed interface VerifiableAlgorithm permits SignatureScheme, PssParameters {
  /** Empty for one that is unknown, weak or odd. */
  static Optional<VerifiableAlgorithm> of(AlgorithmIdentifier algorithm) {
    return SignatureScheme.of(algorithm)
        .<VerifiableAlgorithm>map(scheme -> scheme)
        .or(() -> PssParameters.of(algorithm));
  }

  String jcaName();

  boolean takes(AlgorithmIdentifier key);
}
