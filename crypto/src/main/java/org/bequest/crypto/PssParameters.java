package org.bequest.crypto;

import java.math.BigInteger;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * What RSASSA-PSS may say of itself. All four have defaults with SHA-1, so all but the last must be
 * present.
 *
 * <pre>
 * RSASSA-PSS-params ::= SEQUENCE {
 *   hashAlgorithm    [0] HashAlgorithm    DEFAULT sha1Identifier,
 *   maskGenAlgorithm [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
 *   saltLength       [2] INTEGER          DEFAULT 20,
 *   trailerField     [3] INTEGER          DEFAULT 1 }              -- RFC 4055 section 3.1
 * </pre>
 */
record PssParameters(String jcaName, PSSParameterSpec spec) implements VerifiableAlgorithm {
  private record Hash(String name, int octets, MGF1ParameterSpec mgf) {
    String signatureName() {
      return name.replace("-", "") + "withRSA/PSS";
    }
  }

  private static final Map<ASN1ObjectIdentifier, Hash> HASHES =
      Map.of(
          NISTObjectIdentifiers.id_sha256,
          new Hash("SHA-256", 32, MGF1ParameterSpec.SHA256),
          NISTObjectIdentifiers.id_sha384,
          new Hash("SHA-384", 48, MGF1ParameterSpec.SHA384),
          NISTObjectIdentifiers.id_sha512,
          new Hash("SHA-512", 64, MGF1ParameterSpec.SHA512));

  /** OpenSSL 3.0 fills the modulus with salt. */
  private static final int MOST_SALT = 1024;

  @Override
  public boolean takes(AlgorithmIdentifier key) {
    return key.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
  }

  /** Empty when this is not PSS, or not in an accepted form. */
  static Optional<PssParameters> of(AlgorithmIdentifier algorithm) {
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
        || algorithm.getParameters() == null) {
      return Optional.empty();
    }
    try {
      return of(RSASSAPSSparams.getInstance(algorithm.getParameters()));
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<PssParameters> of(RSASSAPSSparams params) {
    Hash hash = HASHES.get(params.getHashAlgorithm().getAlgorithm());
    if (hash == null
        || !plain(params.getHashAlgorithm())
        || !sameMask(params)
        || !params.getTrailerField().equals(BigInteger.ONE)) {
      return Optional.empty();
    }
    int salt = params.getSaltLength().intValueExact();
    return salt < hash.octets() || salt > MOST_SALT
        ? Optional.empty()
        : Optional.of(
            new PssParameters(
                hash.signatureName(),
                new PSSParameterSpec(
                    hash.name(), "MGF1", hash.mgf(), salt, PSSParameterSpec.TRAILER_FIELD_BC)));
  }

  private static boolean sameMask(RSASSAPSSparams params) {
    AlgorithmIdentifier mask = params.getMaskGenAlgorithm();
    if (!mask.getAlgorithm().equals(PKCSObjectIdentifiers.id_mgf1)) {
      return false;
    }
    AlgorithmIdentifier maskHash = AlgorithmIdentifier.getInstance(mask.getParameters());
    return plain(maskHash)
        && maskHash.getAlgorithm().equals(params.getHashAlgorithm().getAlgorithm());
  }

  private static boolean plain(AlgorithmIdentifier hash) {
    return hash.getParameters() == null || DERNull.INSTANCE.equals(hash.getParameters());
  }
}
