package org.bequest.crypto.pkcs12;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.crypto.pkcs12.Password.Terms;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.engines.RC4Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;

/**
 * The ciphers of RFC 7292 appendix C, under which old files are; nothing is written under them.
 *
 * <pre>
 * pkcs-12PbeParams ::= SEQUENCE {
 *   salt        OCTET STRING,
 *   iterations  INTEGER }
 * </pre>
 */
record OldCipher(int keyBits, int ivBits, Optional<Supplier<BlockCipher>> engine) {
  private static final Map<ASN1ObjectIdentifier, OldCipher> BY_IDENTIFIER =
      Map.of(
          PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, block(192, DESedeEngine::new),
          PKCSObjectIdentifiers.pbeWithSHAAnd2_KeyTripleDES_CBC, block(128, DESedeEngine::new),
          PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC, block(128, RC2Engine::new),
          PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, block(40, RC2Engine::new),
          PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC4, new OldCipher(128, 0, Optional.empty()),
          PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC4, new OldCipher(40, 0, Optional.empty()));

  private static OldCipher block(int keyBits, Supplier<BlockCipher> engine) {
    return new OldCipher(keyBits, 64, Optional.of(engine));
  }

  static Optional<OldCipher> of(AlgorithmIdentifier algorithm) {
    return Optional.ofNullable(BY_IDENTIFIER.get(algorithm.getAlgorithm()));
  }

  byte[] decrypt(Pbes2.Encrypted encrypted, Password password, Work work)
      throws MalformedException {
    PKCS12PBEParams params =
        Structure.of(
            encrypted.algorithm().getParameters(), PKCS12PBEParams::getInstance, "pbeParams");
    Terms terms = new Terms(params.getIV(), work.iterations(params.getIterations()));
    CipherParameters key = password.cipherKey(terms, keyBits, ivBits);
    byte[] input = encrypted.octets();
    if (engine.isEmpty()) {
      RC4Engine stream = new RC4Engine();
      stream.init(false, key);
      byte[] plain = new byte[input.length];
      stream.processBytes(input, 0, input.length, plain, 0);
      return plain;
    }
    BufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine.get().get()));
    cipher.init(false, key);
    return blocks(cipher, input);
  }

  private static byte[] blocks(BufferedBlockCipher cipher, byte[] input) throws MalformedException {
    byte[] plain = new byte[cipher.getOutputSize(input.length)];
    try {
      int length = cipher.processBytes(input, 0, input.length, plain, 0);
      length += cipher.doFinal(plain, length);
      return Arrays.copyOf(plain, length);
    } catch (InvalidCipherTextException | RuntimeException e) {
      throw new MalformedException("the password does not open what is encrypted", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }
}
