package org.bequest.client.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.ServerAuthorization.Database;
import org.bequest.conformance.Requirement;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 7030 4.1.3: what a client stores, whatever a server puts into the bag. */
class AnchorUpdateTest {
  private final Instant now = Instant.now();

  private final TestCa oldRoot = TestCa.root("CN=root");
  private final TestCa newRoot = TestCa.root("CN=root", Duration.ofDays(7300));
  private final TestCa oldIssuing = issuing(oldRoot, "CN=issuing");
  private final TestCa newIssuing = issuing(newRoot, "CN=issuing G2");
  private final Leaf link = Leaf.of("CN=root").asAuthority(1);
  private final X509Certificate newWithOld = oldRoot.issue(newRoot.keys(), link);
  private final X509Certificate oldWithNew = newRoot.issue(oldRoot.keys(), link);
  private final List<X509Certificate> rollover =
      List.of(
          oldRoot.certificate(),
          oldIssuing.certificate(),
          oldWithNew,
          newWithOld,
          newIssuing.certificate(),
          newRoot.certificate());

  private static TestCa issuing(TestCa root, String name) {
    KeyPair own = TestCa.keyPair();
    return new TestCa(new X500Name(name), own, root.issue(own, Leaf.of(name).asAuthority(0)));
  }

  private static TrustAnchors having(TestCa... roots) {
    return TrustAnchors.explicit(List.of(roots).stream().map(TestCa::certificate).toList());
  }

  private AnchorUpdate update(TrustAnchors present, List<X509Certificate> answer) {
    return AnchorUpdate.of(present, new CaCertificates(answer), Database.EXPLICIT, now);
  }

  private static List<X509Certificate> with(List<X509Certificate> bag, X509Certificate... further) {
    List<X509Certificate> all = new ArrayList<>(bag);
    all.addAll(List.of(further));
    return all;
  }

  @Test
  @Requirement({"R7030-4.1.3-6", "R7030-4.1.3-7", "R7030-4.1.3-9", "R7030-3.1-3"})
  void aClientOfTheOldRootLearnsTheNewOneByItsLinkAndKeepsBothInAnyOrder() {
    for (int seed = 0; seed < 20; seed++) {
      List<X509Certificate> shuffled = new ArrayList<>(rollover);
      Collections.shuffle(shuffled, new Random(seed));
      AnchorUpdate update = update(having(oldRoot), shuffled);
      assertThat(update.anchors().explicit())
          .containsExactly(newRoot.certificate(), oldRoot.certificate());
      assertThat(update.added()).containsExactly(newRoot.certificate());
      assertThat(update.unvouched()).isEmpty();
      assertThat(update.anchors().intermediates())
          .containsExactlyInAnyOrder(
              oldIssuing.certificate(), newIssuing.certificate(), oldWithNew, newWithOld);
    }
  }

  @Test
  void aClientOfTheNewRootKeepsItAndLearnsTheOldOne() {
    assertThat(update(having(newRoot), rollover).anchors().explicit())
        .containsExactly(newRoot.certificate(), oldRoot.certificate());
  }

  @Test
  void aRootThatIsServedNoMoreIsKeptWhileItIsValid() {
    List<X509Certificate> afterwards = List.of(newIssuing.certificate(), newRoot.certificate());
    TrustAnchors both = having(newRoot, oldRoot);
    assertThat(update(both, afterwards).anchors().explicit())
        .containsExactly(newRoot.certificate(), oldRoot.certificate());
    Instant later = oldRoot.certificate().getNotAfter().toInstant().plusSeconds(1);
    assertThat(
            AnchorUpdate.of(both, new CaCertificates(afterwards), Database.EXPLICIT, later)
                .anchors()
                .explicit())
        .containsExactly(newRoot.certificate());
  }

  @Test
  @Requirement({"R5272-4.1-1", "R7030-4.1.3-7"})
  void aRogueRootWithALateEndIsLeftOutAndTold() {
    TestCa rogue = TestCa.root("CN=root", Duration.ofDays(20_000));
    TestCa stranger = TestCa.root("CN=stranger", Duration.ofDays(20_000));
    AnchorUpdate update =
        update(having(oldRoot), with(rollover, rogue.certificate(), stranger.certificate()));
    assertThat(update.anchors().explicit())
        .containsExactly(newRoot.certificate(), oldRoot.certificate());
    assertThat(update.unvouched())
        .containsExactlyInAnyOrder(rogue.certificate(), stranger.certificate());
  }

  @Test
  @Requirement("R5272-4.1-1")
  void aLinkOfTheRogueItselfVouchesForNothing() {
    TestCa rogue = TestCa.root("CN=root", Duration.ofDays(20_000));
    X509Certificate selfMade = rogue.issue(rogue.keys(), link);
    X509Certificate foreignKey = oldRoot.issue(TestCa.keyPair(), link);
    AnchorUpdate update =
        update(having(oldRoot), List.of(rogue.certificate(), selfMade, foreignKey));
    assertThat(update.anchors().explicit()).containsExactly(oldRoot.certificate());
    assertThat(update.unvouched()).contains(rogue.certificate());
  }

  @Test
  @Requirement("R7030-4.1.3-8")
  void whatTheNewestRootDoesNotValidateIsNotUsed() {
    TestCa foreign = TestCa.root("CN=foreign");
    TestCa foreignIssuing = foreign.intermediate("CN=issuing");
    X509Certificate expired =
        newRoot.issue(
            TestCa.keyPair(),
            Leaf.of("CN=late").asAuthority().lasting(Duration.ofDays(-9), Duration.ofDays(-1)));
    AnchorUpdate update =
        update(having(oldRoot), with(rollover, foreignIssuing.certificate(), expired));
    assertThat(update.anchors().intermediates())
        .doesNotContain(foreignIssuing.certificate(), expired)
        .contains(newIssuing.certificate());
  }

  @Test
  @Requirement("R7030-4.1.3-8")
  void aForeignRootDoesNotBecomeAnAnchorBecauseItIsCrossCertifiedWithinLimits() {
    TestCa partner = TestCa.root("CN=partner");
    GeneralSubtree only =
        new GeneralSubtree(new GeneralName(GeneralName.dNSName, "partner.example"));
    X509Certificate cross =
        newRoot.issue(
            partner.keys(),
            Leaf.of("CN=partner")
                .asAuthority()
                .with(
                    Extension.nameConstraints,
                    new NameConstraints(new GeneralSubtree[] {only}, null)));
    AnchorUpdate update = update(having(newRoot), with(rollover, cross, partner.certificate()));
    assertThat(update.anchors().explicit()).doesNotContain(partner.certificate());
    assertThat(update.anchors().intermediates()).contains(cross);
  }

  @Test
  void expiredRootsAreNotTakenWhoeverVouchesForThem() {
    TestCa gone = TestCa.root("CN=root", Duration.ofDays(-1));
    X509Certificate vouched = oldRoot.issue(gone.keys(), link);
    AnchorUpdate update =
        update(having(oldRoot), List.of(gone.certificate(), vouched, oldRoot.certificate()));
    assertThat(update.anchors().explicit()).containsExactly(oldRoot.certificate());
  }

  @Test
  @Requirement({"R7030-4.1.3-7", "R7030-4.1.3-9"})
  void aClientThatMissedTwoRollOversFollowsBothLinks() {
    TestCa third = TestCa.root("CN=root", Duration.ofDays(9_000));
    X509Certificate thirdWithNew = newRoot.issue(third.keys(), link);
    X509Certificate newWithThird = third.issue(newRoot.keys(), link);
    AnchorUpdate update =
        update(having(oldRoot), with(rollover, third.certificate(), thirdWithNew, newWithThird));
    assertThat(update.anchors().explicit())
        .containsExactly(third.certificate(), newRoot.certificate(), oldRoot.certificate());
  }

  @Test
  void aClientThatMissedEverythingIsToldWhichRootItWouldHaveToBelieve() {
    List<X509Certificate> afterwards = List.of(newIssuing.certificate(), newRoot.certificate());
    AnchorUpdate update = update(having(oldRoot), afterwards);
    assertThat(update.anchors().explicit()).containsExactly(oldRoot.certificate());
    assertThat(update.unvouched()).containsExactly(newRoot.certificate());
    AnchorUpdate approved =
        AnchorUpdate.approved(
            newRoot.certificate(), having(oldRoot), new CaCertificates(afterwards), now);
    assertThat(approved.anchors().explicit())
        .containsExactly(newRoot.certificate(), oldRoot.certificate());
    assertThat(approved.added()).containsExactly(newRoot.certificate());
  }

  @Test
  @Requirement({"R7030-4.1.3-9", "R7030-4.1.3-10", "R7030-3.1-8"})
  void afterAnImplicitAnchorTheNewestRootIsExplicitAndTheImplicitOnesAreOff() {
    TestCa web = TestCa.root("CN=web");
    TrustAnchors implicit = TrustAnchors.none().withImplicit(List.of(web.certificate()));
    AnchorUpdate update =
        AnchorUpdate.of(implicit, new CaCertificates(rollover), Database.IMPLICIT, now);
    assertThat(update.anchors().explicit())
        .containsExactly(newRoot.certificate(), oldRoot.certificate());
    assertThat(update.anchors().implicit()).isEmpty();
    assertThat(update.anchors().indicated()).isTrue();
  }

  @Test
  @Requirement({"R7030-4.1.3-10", "R7030-4.1.3-13", "R7030-3.1-6"})
  void anAnchorFileKeepsRootsAndTheIndicationForOurselvesAndForOthers(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("ca.pem");
    AnchorFile.write(file, having(newRoot, oldRoot).indicated(true));
    TrustAnchors read = AnchorFile.read(file);
    assertThat(read.explicit()).containsExactly(newRoot.certificate(), oldRoot.certificate());
    assertThat(read.indicated()).isTrue();
    assertThat(read.implicit()).isEmpty();
    Process openssl =
        new ProcessBuilder("openssl", "storeutl", "-noout", "-certs", file.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(
            new String(
                openssl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("Total found: 2");
    AnchorFile.write(file, having(newRoot));
    assertThat(AnchorFile.read(file).indicated()).isFalse();
    assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
  }

  @Test
  @Requirement("R7030-4.1.2-2")
  void anchorsAreFetchedAgainWellBeforeTheNewestOneEnds() {
    assertThat(AnchorUpdate.isDue(having(oldRoot), now)).isFalse();
    Instant end = oldRoot.certificate().getNotAfter().toInstant();
    assertThat(AnchorUpdate.isDue(having(oldRoot), end.minus(Duration.ofDays(700)))).isTrue();
    assertThat(AnchorUpdate.isDue(having(oldRoot, newRoot), end.minus(Duration.ofDays(700))))
        .isFalse();
    assertThat(AnchorUpdate.isDue(TrustAnchors.none(), now)).isTrue();
  }
}
