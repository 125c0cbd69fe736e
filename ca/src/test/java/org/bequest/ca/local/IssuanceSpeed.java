package org.bequest.ca.local;

import static org.bequest.ca.testing.Device.named;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.time.Instant;
import java.util.stream.IntStream;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.crl.CrlBuilder;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.signer.CertificateSigner;
import org.bequest.ca.testing.Device;
import org.bequest.ca.testing.Forgetful;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.store.CertificateStore.RevokedRow;

/** Not a test: prints what an enrolment costs without the database, and a CRL of a million. */
final class IssuanceSpeed {
  private static final int ROUNDS = 5;
  private static final int ENROLMENTS = 10_000;
  private static final int REVOKED = 1_000_000;

  private IssuanceSpeed() {}

  public static void main(String[] arguments) throws IOException {
    TestHierarchy test =
        TestHierarchy.create(Files.createTempDirectory("speed"), KeyAlgorithm.P256);
    CaStores real = test.store().stores();
    CaStores nothing = new CaStores(new Forgetful(), real.sequences(), real.audit());
    LocalCa ca =
        new IssuingAuthority(test.hierarchy().issuing(), nothing, CrlConfig.DEFAULT, test.clock())
            .under(Profile.of("device", ProfileConfig.DEFAULT), LabelRules.DEFAULT);
    EnrollmentRequest request = Device.create().asks(named("CN=device-7"), "CN=device-7");
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < ENROLMENTS; i++) {
        TestHierarchy.issued(ca.enroll(request));
      }
      print("enrolment, microseconds", (System.nanoTime() - start) / 1000.0 / ENROLMENTS);
    }
    crl(test.hierarchy().issuing().signer());
  }

  private static void crl(CertificateSigner signer) {
    Instant now = Instant.now();
    CrlBuilder.Header header = new CrlBuilder.Header(BigInteger.ONE, now, now.plusSeconds(86400));
    BigInteger first = BigInteger.ONE.shiftLeft(120);
    long start = System.nanoTime();
    byte[] crl =
        signer
            .sign(
                new CrlBuilder(signer.issuer())
                    .build(
                        header,
                        IntStream.range(0, REVOKED)
                            .mapToObj(
                                i -> new RevokedRow(first.add(BigInteger.valueOf(i)), now, 1))))
            .encode();
    print("CRL of a million, milliseconds", (System.nanoTime() - start) / 1e6);
    print("CRL of a million, megabytes", crl.length / 1e6);
  }

  private static void print(String what, double value) {
    System.out.printf("%s: %.1f%n", what, value);
  }
}
