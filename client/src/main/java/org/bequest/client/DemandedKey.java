package org.bequest.client;

import java.io.IOException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.Signer;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.KeyDemand;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Which key the server wants (RFC 7030 4.5.2, RFC 9908 3.2), in terms of the keys we can make. */
public final class DemandedKey {
  private DemandedKey() {}

  /**
   * A kind of key that the server accepts and that signs its own request.
   *
   * @param preferred taken when it is acceptable
   * @return empty when the server wants a key that this product does not make, or that cannot sign
   */
  public static Optional<KeyAlgorithm> choose(KeyDemand demand, KeyAlgorithm preferred) {
    return Stream.concat(Stream.of(preferred), Arrays.stream(KeyAlgorithm.values()))
        .filter(algorithm -> algorithm.signs() && isMetBy(demand, algorithm))
        .findFirst();
  }

  /**
   * A kind of key that the server accepts and makes itself (RFC 7030 4.4): it need not sign.
   *
   * @param preferred taken when it is acceptable
   * @return empty when the server wants a key that this product does not know
   */
  public static Optional<KeyAlgorithm> chooseForServer(KeyDemand demand, KeyAlgorithm preferred) {
    return Stream.concat(Stream.of(preferred), Arrays.stream(KeyAlgorithm.values()))
        .filter(algorithm -> isMetBy(demand, algorithm))
        .findFirst();
  }

  /**
   * A signer that signs as the server wants (RFC 7030 4.5.2), or as usual when the key cannot.
   *
   * @param keys of a kind that {@link KeyAlgorithm} has
   */
  public static Signer signer(KeyPair keys, CsrDemands demands) {
    PrivateKeySigner usual = PrivateKeySigner.of(keys);
    List<ASN1ObjectIdentifier> schemes = demands.signatureSchemes();
    return schemes.isEmpty() || schemes.contains(usual.algorithm().getAlgorithm())
        ? usual
        : schemes.stream().flatMap(s -> usual.with(s).stream()).findFirst().orElse(usual);
  }

  static boolean isMetBy(KeyDemand demand, SubjectPublicKeyInfo key) {
    return switch (demand) {
      case KeyDemand.Any _ -> true;
      case KeyDemand.Rsa(int bits) ->
          key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
              && (bits == 0 || bits == modulusLength(key));
      case KeyDemand.Of(AlgorithmIdentifier wanted) -> fits(wanted, key.getAlgorithm());
    };
  }

  private static boolean isMetBy(KeyDemand demand, KeyAlgorithm key) {
    return switch (demand) {
      case KeyDemand.Any _ -> true;
      case KeyDemand.Rsa(int bits) ->
          key.family() == KeyAlgorithm.Family.RSA
              && (bits == 0 || key.configName().equals("rsa-" + bits));
      case KeyDemand.Of(AlgorithmIdentifier wanted) -> fits(wanted, key.keyIdentifier());
    };
  }

  private static boolean fits(AlgorithmIdentifier wanted, AlgorithmIdentifier key) {
    return wanted.getAlgorithm().equals(key.getAlgorithm())
        && (wanted.getParameters() == null || wanted.getParameters().equals(key.getParameters()));
  }

  private static int modulusLength(SubjectPublicKeyInfo key) {
    try {
      return RSAPublicKey.getInstance(key.parsePublicKey()).getModulus().bitLength();
    } catch (IOException e) {
      return 0;
    }
  }
}
