package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.formats.cms.SmimeCapabilities;
import org.bequest.formats.keys.ProtectionKey;
import org.bequest.formats.keys.WantedContentType;
import org.bequest.formats.pkix.Csr;
import org.junit.jupiter.params.provider.Arguments;

/** A certification request, with all that is asked of it. */
class CsrFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.concat(
        Seeds.vectors("rfc2986-certification-request"),
        Seeds.resources("formats", "rfc7030/a3-request.b64", "rfc7030/a4-request.b64"));
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, Csr::decode).ifPresent(CsrFuzzTest::ask);
  }

  private static void ask(Csr csr) {
    csr.requestedExtensions();
    csr.names();
    csr.challengePassword();
    csr.estIdentityLinking();
    csr.otpChallenge();
    csr.revocationChallenge();
    csr.changeSubjectName();
    Reading.of(csr, ProtectionKey::of);
    Reading.of(csr, WantedContentType::of);
    Reading.of(csr, SmimeCapabilities::of);
    new ProofOfPossession().verify(csr);
  }
}
