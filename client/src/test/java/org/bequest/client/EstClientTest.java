package org.bequest.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

class EstClientTest {
  private final TestCa root = TestCa.root("CN=root");
  private final TrustAnchors trust = TrustAnchors.explicit(List.of(root.certificate()));
  private final SubjectNames names = SubjectNames.of(new X500Name("CN=device-7"));

  @Test
  void getsTheCertificatesOfTheAuthorityInAnyOrder() {
    TestCa issuing = root.intermediate("CN=issuing");
    try (var server =
            ScriptedEstServer.start(
                root.identity(Leaf.localhost()),
                _ -> Reply.certificates(issuing.certificate(), root.certificate()));
        var client = EstClient.of(server.address()).trust(trust).build()) {

      var certificates = client.caCerts();
      assertThat(certificates.roots()).containsExactly(root.certificate());
      assertThat(certificates.intermediates()).containsExactly(issuing.certificate());
      assertThat(server.received().getFirst().line())
          .isEqualTo("GET /.well-known/est/cacerts HTTP/1.1");
    }
  }

  @Test
  void enrollsAndFindsItsCertificateByKey() {
    var signer = PrivateKeySigner.of(KeyAlgorithm.P256.generate());
    try (var server =
            ScriptedEstServer.start(
                root.identity(Leaf.localhost()),
                request ->
                    Reply.certificates(
                        root.certificate(),
                        root.issue(request.csr().subjectPublicKeyInfo(), Leaf.of("CN=device-7"))));
        var client = EstClient.of(server.address()).trust(trust).build()) {

      Enrollment outcome = client.simpleEnroll(EnrollRequest.of(names, signer));
      assertThat(outcome).isInstanceOf(Enrollment.Issued.class);
      var issued = (Enrollment.Issued) outcome;
      assertThat(issued.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=device-7");
      assertThat(issued.warnings()).isEmpty();
      assertThat(server.received().getFirst().line())
          .isEqualTo("POST /.well-known/est/simpleenroll HTTP/1.1");
    }
  }
}
