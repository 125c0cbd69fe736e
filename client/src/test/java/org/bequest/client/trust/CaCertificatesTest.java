package org.bequest.client.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.conformance.Requirement;
import org.junit.jupiter.api.Test;

class CaCertificatesTest {
  private final TestCa oldRoot = TestCa.root("CN=root");
  private final TestCa newRoot = TestCa.root("CN=root", Duration.ofDays(7300));
  private final Leaf link = Leaf.of("CN=root").asAuthority();

  @Test
  @Requirement("R7030-4.1.3-7")
  void tellsRootsFromLinksDuringARolloverAndPutsTheNewestFirst() {
    var newWithOld = oldRoot.issue(newRoot.keys(), link);
    var oldWithNew = newRoot.issue(oldRoot.keys(), link);
    var bag =
        new CaCertificates(
            List.of(newWithOld, oldRoot.certificate(), oldWithNew, newRoot.certificate()));
    assertThat(bag.roots()).containsExactly(newRoot.certificate(), oldRoot.certificate());
    assertThat(bag.newestRoot()).contains(newRoot.certificate());
    assertThat(bag.intermediates()).containsExactly(newWithOld, oldWithNew);
  }

  @Test
  @Requirement("R7030-4.1.3-7")
  void leadsACertificateOfTheNewRootToTheOldOneByTheLink() {
    var newWithOld = oldRoot.issue(newRoot.keys(), link);
    var device = newRoot.issue(TestCa.keyPair(), Leaf.of("CN=device-7"));
    assertThat(
            CertificatePath.build(
                device,
                List.of(newWithOld, newRoot.certificate()),
                List.of(oldRoot.certificate()),
                Instant.now()))
        .isInstanceOfSatisfying(
            CertificatePath.Valid.class,
            path -> assertThat(path.certificates()).containsExactly(device, newWithOld));
  }

  @Test
  @Requirement("R7030-4.1.3-8")
  void keepsOnlyWhatTheApprovedRootVouchesFor() {
    TestCa issuing = newRoot.intermediate("CN=issuing");
    TestCa foreign = TestCa.root("CN=foreign");
    var bag =
        new CaCertificates(
            List.of(
                foreign.certificate(),
                issuing.certificate(),
                newRoot.certificate(),
                foreign.intermediate("CN=foreign issuing").certificate()));
    assertThat(bag.under(newRoot.certificate(), Instant.now()).certificates())
        .containsExactly(issuing.certificate(), newRoot.certificate());
  }

  @Test
  void looksAtNoMoreCertificatesThanItsLimit() {
    var device = newRoot.issue(TestCa.keyPair(), Leaf.of("CN=device-7"));
    var many = java.util.Collections.nCopies(CertificatePath.MAX_CANDIDATES + 1, device);
    assertThat(CertificatePath.build(device, many, List.of(newRoot.certificate()), Instant.now()))
        .isInstanceOf(CertificatePath.Invalid.class);
  }
}
