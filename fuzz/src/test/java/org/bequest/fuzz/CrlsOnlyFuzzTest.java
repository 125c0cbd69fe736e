package org.bequest.fuzz;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.formats.cms.CrlsOnly;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.provider.Arguments;

/** The bag of revocation lists. */
class CrlsOnlyFuzzTest {
  static Stream<Arguments> seeds() {
    return Stream.concat(
        Seeds.vectors("cms-certs-only"), Seeds.of(CrlsOnly.encode(List.of(list()))));
  }

  private static byte[] list() {
    Date now = Date.from(Instant.parse("2026-11-21T00:00:00Z"));
    try {
      return new X509v2CRLBuilder(new X500Name("CN=a"), now)
          .addCRLEntry(BigInteger.TEN, now, CRLReason.keyCompromise)
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(KnownKeys.ec().getPrivate()))
          .getEncoded();
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, CrlsOnly::decode);
  }
}
