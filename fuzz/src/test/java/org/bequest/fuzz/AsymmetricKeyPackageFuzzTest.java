package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Content;
import org.bequest.formats.keys.AsymmetricKeyPackage;
import org.bequest.formats.keys.OneAsymmetricKey;
import org.junit.jupiter.params.provider.Arguments;

/** Asymmetric key packages, and the keys in them. */
class AsymmetricKeyPackageFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.vectors(
        "rfc5958-asymmetric-key-package",
        "rfc5958-one-asymmetric-key-ed25519",
        "rfc8410-private-key-v1-ed25519");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.andWriting(octets, OneAsymmetricKey::decode, OneAsymmetricKey::encode);
    Reading.of(octets, AsymmetricKeyPackageFuzzTest::inContent)
        .ifPresent(AsymmetricKeyPackage::encode);
  }

  private static AsymmetricKeyPackage inContent(byte[] octets) throws MalformedException {
    return AsymmetricKeyPackage.of(Content.decode(octets));
  }
}
