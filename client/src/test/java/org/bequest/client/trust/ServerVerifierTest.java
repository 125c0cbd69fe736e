package org.bequest.client.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.ServerAuthorization.Database;
import org.bequest.client.trust.ServerAuthorization.Ground;
import org.bequest.conformance.Requirement;
import org.bequest.formats.pkix.EstOids;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

class ServerVerifierTest {
  private final TestCa root = TestCa.root("CN=root");
  private final List<X509Certificate> anchors = List.of(root.certificate());

  @Test
  @Requirement("R7030-3.3.1-4")
  void tellsWhichDatabaseTheAnchorIsIn() throws CertificateException {
    List<X509Certificate> chain = root.identity(Leaf.localhost()).chain();
    assertThat(verifier(TrustAnchors.explicit(anchors)).verify(chain, "localhost"))
        .isEqualTo(new ServerAuthorization(Database.EXPLICIT, Ground.HOST_NAME));
    assertThat(verifier(TrustAnchors.none().withImplicit(anchors)).verify(chain, "localhost"))
        .isEqualTo(new ServerAuthorization(Database.IMPLICIT, Ground.HOST_NAME));
    assertThat(
            verifier(TrustAnchors.explicit(anchors).withImplicit(anchors))
                .verify(chain, "localhost")
                .database())
        .isEqualTo(Database.EXPLICIT);
  }

  @Test
  @Requirement("R7030-3.6.1-1")
  void acceptsTheRegistrationAuthorityInsteadOfTheName() throws CertificateException {
    Leaf leaf =
        Leaf.of("CN=ra")
            .usages(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.getInstance(EstOids.CMC_RA));
    assertThat(
            verifier(TrustAnchors.explicit(anchors))
                .verify(root.identity(leaf).chain(), "localhost"))
        .isEqualTo(new ServerAuthorization(Database.EXPLICIT, Ground.REGISTRATION_AUTHORITY));
  }

  @Test
  @Requirement("R7030-3.3.1-2")
  void refusesACertificateThatMayNotSign() {
    Leaf leaf = Leaf.localhost().keyUsage(KeyUsage.keyAgreement);
    var verifier = verifier(TrustAnchors.explicit(anchors));
    assertThatThrownBy(() -> verifier.verify(root.identity(leaf).chain(), "localhost"))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void trustsNobodyWithoutAnchors() {
    var verifier = verifier(TrustAnchors.none());
    List<X509Certificate> chain = root.identity(Leaf.localhost()).chain();
    assertThatThrownBy(() -> verifier.verify(chain, "localhost"))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("there is no trust anchor");
  }

  @Test
  void loadsThePlatformsAnchorsAsImplicitOnes() {
    TrustAnchors trust = TrustAnchors.none().withPlatformImplicit();
    assertThat(trust.implicit()).isNotEmpty();
    assertThat(trust.explicit()).isEmpty();
  }

  private static ServerVerifier verifier(TrustAnchors trust) {
    return new ServerVerifier(trust, Clock.systemUTC());
  }
}
