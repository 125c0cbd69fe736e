package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.formats.cms.SignedContent;
import org.junit.jupiter.params.provider.Arguments;

/** Signed messages by whoever: verified or refused with a reason. */
class SignatureCheckFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.vectors(
        "rfc5934-tamp-update-signed",
        "rfc7191-key-package-receipt-signed",
        "rfc7191-receipt-request-signed",
        "rfc5272-full-cmc-request-pkcs10");
  }

  @Fuzzed
  void verifiesOrRefuses(byte[] octets) {
    Reading.of(octets, SignedContent::decode)
        .ifPresent(message ->
            SignatureCheck.of(message, SignerKeys.in(message), SignaturePolicy.WITH_SHA1));
  }
}
