package org.bequest.fuzz;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.tamp.TampCheck;
import org.bequest.crypto.tamp.TampReader;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.tamp.TampError;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.params.provider.Arguments;

/** Whole messages of TAMP, whose certificates are believed: accepted, or refused with a code. */
class TampReaderFuzzTest {
  private static final PathInputs INPUTS = PathInputs.at(Instant.parse("2020-01-01T00:00:00Z"));

  static Stream<Arguments> seeds() {
    return Seeds.vectors(
        "rfc5934-tamp-update-signed",
        "rfc5934-hex-community-update",
        "rfc5272-full-cmc-request-pkcs10");
  }

  @Fuzzed
  void acceptsOrRefuses(byte[] octets) {
    List<X509CertificateHolder> known =
        Reading.of(octets, SignedContent::decode)
            .map(SignedContent::certificates)
            .orElse(List.of());
    TampReader reader =
        new TampReader(AnchorStore.ofCertificates(known), known, ConstraintRules.LENIENT);
    if (reader.read(octets, INPUTS) instanceof TampCheck.Refused refused) {
      refused.error().ifPresent(TampError::content);
    }
  }
}
