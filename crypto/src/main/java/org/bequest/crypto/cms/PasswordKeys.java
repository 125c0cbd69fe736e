package org.bequest.crypto.cms;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.crypto.Providers;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.cms.PasswordRecipientInfo;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RFC3211WrapEngine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.ParametersWithRandom;

/** Keys of content under a password, by PBKDF2 (RFC 5652 section 6.2.4, RFC 8018, RFC 3211). */
final class PasswordKeys {
  /** What no message gets, whatever the limits of its reader (security rule S-35). */
  static final int MOST_ITERATIONS = 1_000_000;

  private static final int MOST_SALT = 1024;
  private static final int SALT_OCTETS = 16;
  private static final int IV_OCTETS = 16;
  private static final KeyWrap WRAP = KeyWrap.AES_256;

  private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> FUNCTIONS =
      Map.of(
          PKCSObjectIdentifiers.id_hmacWithSHA1, SHA1Digest::new,
          PKCSObjectIdentifiers.id_hmacWithSHA256, SHA256Digest::new,
          PKCSObjectIdentifiers.id_hmacWithSHA384, SHA384Digest::new,
          PKCSObjectIdentifiers.id_hmacWithSHA512, SHA512Digest::new);

  private PasswordKeys() {}

  static PasswordRecipientInfo wrap(Recipient.Password recipient, byte[] contentKey) {
    PBKDF2Params params =
        new PBKDF2Params(
            ContentCipher.random(SALT_OCTETS),
            recipient.iterations(),
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE));
    byte[] kek = derive(recipient.password(), params, WRAP.keyOctets());
    try {
      return switch (recipient.encryption()) {
        case PWRI_KEK -> wrapByRfc3211(params, kek, contentKey);
        case AES_WRAP ->
            new PasswordRecipientInfo(
                derivation(params), WRAP.identifier(), WRAP.wrap(kek, contentKey));
      };
    } finally {
      Arrays.fill(kek, (byte) 0);
    }
  }

  /**
   * <pre>
   * id-alg-PWRI-KEK, with the AlgorithmIdentifier of a block cipher as parameters -- RFC 3211
   * </pre>
   */
  private static PasswordRecipientInfo wrapByRfc3211(
      PBKDF2Params params, byte[] kek, byte[] contentKey) {
    byte[] iv = ContentCipher.random(IV_OCTETS);
    AlgorithmIdentifier cipher =
        new AlgorithmIdentifier(ContentCipher.AES_256_CBC.identifier(), new DEROctetString(iv));
    RFC3211WrapEngine engine = new RFC3211WrapEngine(AESEngine.newInstance());
    ParametersWithIV key = new ParametersWithIV(new KeyParameter(kek), iv);
    engine.init(true, new ParametersWithRandom(key, Providers.random()));
    return new PasswordRecipientInfo(
        derivation(params),
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_PWRI_KEK, cipher),
        engine.wrap(contentKey, 0, contentKey.length));
  }

  /** Empty for other algorithms, a costly derivation, and a wrong password. */
  static Optional<byte[]> unwrap(PasswordRecipientInfo info, Secret password) {
    try {
      PBKDF2Params params = PBKDF2Params.getInstance(info.derivation().getParameters());
      if (!info.derivation().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)
          || !isBearable(params)) {
        return Optional.empty();
      }
      return info.algorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_alg_PWRI_KEK)
          ? unwrapByRfc3211(info, params, password)
          : KeyWrap.of(info.algorithm())
              .filter(wrap -> hasLength(params, wrap.keyOctets()))
              .flatMap(wrap -> unwrapByAes(wrap, info, derive(password, params, wrap.keyOctets())));
    } catch (InvalidCipherTextException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> unwrapByAes(
      KeyWrap wrap, PasswordRecipientInfo info, byte[] kek) {
    try {
      return wrap.unwrap(kek, info.encryptedKey());
    } finally {
      Arrays.fill(kek, (byte) 0);
    }
  }

  private static Optional<byte[]> unwrapByRfc3211(
      PasswordRecipientInfo info, PBKDF2Params params, Secret password)
      throws InvalidCipherTextException {
    AlgorithmIdentifier cipher = AlgorithmIdentifier.getInstance(info.algorithm().getParameters());
    Optional<ContentCipher> kind =
        ContentCipher.of(cipher.getAlgorithm())
            .filter(c -> !c.isAuthenticated() && !c.isKeyWrap())
            .filter(c -> hasLength(params, c.keyOctets()));
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    byte[] iv = ASN1OctetString.getInstance(cipher.getParameters()).getOctets();
    RFC3211WrapEngine engine = new RFC3211WrapEngine(AESEngine.newInstance());
    byte[] kek = derive(password, params, kind.get().keyOctets());
    engine.init(false, new ParametersWithIV(new KeyParameter(kek), iv));
    return Optional.of(engine.unwrap(info.encryptedKey(), 0, info.encryptedKey().length));
  }

  /** Whether it asks for more iterations than these, as far as that can be read. */
  static boolean iterates(PasswordRecipientInfo info, int most) {
    try {
      PBKDF2Params params = PBKDF2Params.getInstance(info.derivation().getParameters());
      return params.getIterationCount().compareTo(BigInteger.valueOf(most)) > 0;
    } catch (RuntimeException _) {
      return false;
    }
  }

  private static boolean isBearable(PBKDF2Params params) {
    return params.getIterationCount().signum() > 0
        && params.getIterationCount().bitLength() < Integer.SIZE
        && params.getIterationCount().intValueExact() <= MOST_ITERATIONS
        && params.getSalt().length <= MOST_SALT
        && FUNCTIONS.containsKey(params.getPrf().getAlgorithm());
  }

  private static boolean hasLength(PBKDF2Params params, int octets) {
    return params.getKeyLength() == null
        || params.getKeyLength().equals(BigInteger.valueOf(octets));
  }

  private static AlgorithmIdentifier derivation(PBKDF2Params params) {
    return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2, params);
  }

  private static byte[] derive(Secret password, PBKDF2Params params, int octets) {
    Digest digest = Objects.requireNonNull(FUNCTIONS.get(params.getPrf().getAlgorithm())).get();
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest);
    byte[] secret = password.octets();
    try {
      generator.init(secret, params.getSalt(), params.getIterationCount().intValueExact());
      KeyParameter key = (KeyParameter) generator.generateDerivedMacParameters(octets * Byte.SIZE);
      return key.getKey();
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
