package org.bequest.crypto.cms;

import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.SmimeCapabilities;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** What we say that we can open with a key of ours (RFC 8551 section 2.5.2), the best first. */
public final class OwnCapabilities {
  private static final List<KeyWrap> WRAPS = List.of(KeyWrap.AES_256, KeyWrap.AES_128);
  private static final int LARGE_CURVE = 256;

  private OwnCapabilities() {}

  /**
   * @param authenticated to be answered with an authenticated cipher or not at all
   */
  public static SmimeCapabilities of(RecipientKey key, boolean authenticated) {
    return new SmimeCapabilities(
        Stream.of(ciphers(authenticated), forKeys(key), Stream.of(CompressedContent.ZLIB))
            .flatMap(Function.identity())
            .toList());
  }

  private static Stream<AlgorithmIdentifier> ciphers(boolean authenticated) {
    return Stream.of(
            authenticated ? ContentCipher.AES_256_GCM : ContentCipher.AES_256_CBC,
            authenticated ? ContentCipher.AES_128_GCM : ContentCipher.AES_128_CBC)
        .map(cipher -> new AlgorithmIdentifier(cipher.identifier()));
  }

  private static Stream<AlgorithmIdentifier> forKeys(RecipientKey key) {
    return switch (key) {
      case RecipientKey.Kek kek -> Stream.of(KeyWrap.forKey(kek.key().length()).identifier());
      case RecipientKey.Private recipient -> forKey(recipient.key());
      case RecipientKey.Password _ -> Stream.empty();
    };
  }

  /** By the name of the JDK: the key may lie in a device that does not show it. */
  private static Stream<AlgorithmIdentifier> forKey(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" ->
          Stream.of(
                  KeyTransportAlgorithm.OAEP_SHA256,
                  KeyTransportAlgorithm.OAEP_SHA1,
                  KeyTransportAlgorithm.PKCS1_V15)
              .map(KeyTransportAlgorithm::identifier);
      case "EC", "X25519", "XDH" ->
          schemes(key).flatMap(scheme -> WRAPS.stream().map(scheme::identifier));
      default -> WRAPS.stream().map(KeyWrap::identifier);
    };
  }

  private static Stream<AgreementScheme> schemes(PrivateKey key) {
    if (!(key instanceof ECKey)) {
      return Stream.of(AgreementScheme.HKDF_SHA256, AgreementScheme.STANDARD_SHA256);
    }
    List<AgreementScheme> schemes =
        List.of(
            AgreementScheme.STANDARD_SHA256,
            AgreementScheme.STANDARD_SHA384,
            AgreementScheme.STANDARD_SHA512);
    boolean large = key instanceof ECKey ec && ec.getParams().getOrder().bitLength() > LARGE_CURVE;
    return (large ? schemes.reversed() : schemes).stream();
  }
}
