package org.bequest.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.PrivateKey;
import java.util.List;
import org.bequest.conformance.Vectors;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;

/** A private key that somebody else put under a password. */
class ForeignKeyTest {
  private static byte[] vector() {
    return Vectors.shared("pkcs8-ed25519-encrypted-aes256-pbkdf2-sha256");
  }

  @Test
  void anEncryptedKeyOfAnotherProjectIsRead() throws Exception {
    byte[] pem = PemText.encode(List.of(new PemObject("ENCRYPTED PRIVATE KEY", vector())));
    try (Secret password = Secret.of("hunter42");
        Secret wrong = Secret.of("hunter43")) {
      PrivateKey key = PrivateKeyPem.decode(pem, password);
      assertThat(key.getAlgorithm()).isIn("EdDSA", "Ed25519");
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> PrivateKeyPem.decode(pem, wrong));
    }
  }

  @Test
  void itIsUnderTheAlgorithmsThatItsNameSays() {
    PBES2Parameters scheme =
        PBES2Parameters.getInstance(
            EncryptedPrivateKeyInfo.getInstance(vector()).getEncryptionAlgorithm().getParameters());
    assertThat(scheme.getEncryptionScheme().getAlgorithm())
        .isEqualTo(NISTObjectIdentifiers.id_aes256_CBC);
    assertThat(
            PBKDF2Params.getInstance(scheme.getKeyDerivationFunc().getParameters())
                .getPrf()
                .getAlgorithm())
        .isEqualTo(PKCSObjectIdentifiers.id_hmacWithSHA256);
  }
}
