package org.bequest.fuzz;

import java.util.List;
import java.util.stream.Stream;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Content;
import org.bequest.formats.keys.KeyPackageRules;
import org.bequest.formats.keys.OneSymmetricKey;
import org.bequest.formats.keys.SymmetricKeyPackage;
import org.bequest.formats.keys.pskc.KeyAttributes;
import org.junit.jupiter.params.provider.Arguments;

/** Symmetric key packages, and the attributes of PSKC. */
class SymmetricKeyPackageFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.concat(
        Seeds.vectors("rfc6031-symmetric-key-package"),
        Seeds.of(
            SymmetricKeyPackage.of(
                    KeyAttributes.NONE,
                    List.of(OneSymmetricKey.of(KeyAttributes.ofKey("id", "HOTP"), new byte[16])))
                .encode()
                .encode()));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.andWriting(
        octets, SymmetricKeyPackageFuzzTest::inContent, keys -> keys.encode().encode());
    Reading.of(octets, SymmetricKeyPackageFuzzTest::inContent).ifPresent(KeyPackageRules::check);
  }

  private static SymmetricKeyPackage inContent(byte[] octets) throws MalformedException {
    return SymmetricKeyPackage.of(Content.decode(octets));
  }
}
