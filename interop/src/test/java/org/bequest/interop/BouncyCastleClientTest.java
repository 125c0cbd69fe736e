package org.bequest.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.security.KeyPair;
import javax.net.ssl.SSLSocket;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.testkit.BequestExtension;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.est.ESTAuth;
import org.bouncycastle.est.ESTException;
import org.bouncycastle.est.ESTService;
import org.bouncycastle.est.jcajce.ChannelBindingProvider;
import org.bouncycastle.est.jcajce.JsseESTServiceBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bouncy Castle's EST client over the JDK's TLS: nothing of ours but the server. */
class BouncyCastleClientTest {
  @RegisterExtension
  static final BequestExtension EST =
      BequestExtension.configured(yaml ->
          yaml.replace("linking: off", "linking: if-present")
              + "  digest:\n    profile: device\n    authenticators: [digest, basic]\n");

  @Test
  @Requirement({"R7030-4.1.2-1", "R7030-4.1.3-3", "R8951-3.2-1"})
  void fetchesTheAuthoritysCertificates() throws Exception {
    var answer = service("TLSv1.3").getCACerts();

    assertThat(answer.isTrusted()).isTrue();
    assertThat(answer.getCertificateStore().getMatches(null)).hasSize(2);
  }

  @Test
  @Requirement({"R7030-4.5-2", "R7030-4.5.2-2"})
  void readsTheCsrAttributes() throws Exception {
    var answer = service("TLSv1.3").getCSRAttributes();

    assertThat(answer.hasAttributesResponse()).isTrue();
  }

  @Test
  @Requirement({"R7030-3.2.3-6", "R7030-4.2.3-1"})
  void enrolsWithBasicAfterTheChallengeAndRenewsWithTheCertificate() throws Exception {
    EST.server().addUser("castle", "bouncy", "CN=castle");
    KeyPair keys = KeyAlgorithm.P256.generate();

    X509CertificateHolder first =
        onlyOne(
            service("TLSv1.3")
                .simpleEnroll(false, request(keys).build(signer(keys)), basic("castle", "bouncy")));

    KeyPair next = KeyAlgorithm.P256.generate();
    X509CertificateHolder second =
        onlyOne(
            builder("TLSv1.2")
                .withKeyManagers(BouncyCastleDevice.identity(keys, first))
                .build()
                .simpleEnroll(true, request(next).build(signer(next)), null));
    assertThat(second.getSubject()).isEqualTo(first.getSubject());
    assertThat(second.getSubjectPublicKeyInfo().getEncoded())
        .isEqualTo(next.getPublic().getEncoded());
  }

  @Test
  @Requirement({"R7030-3.5-4", "R7030-3.5-6", "R7030-3.5-9"})
  void linksItsRequestByTlsUnique() throws Exception {
    EST.server().addUser("linked", "bouncy", "CN=castle");
    KeyPair keys = KeyAlgorithm.P256.generate();

    var answer =
        builder("TLSv1.2")
            .withChannelBindingProvider(new TlsUnique(new byte[0]))
            .build()
            .simpleEnrollPoP(false, request(keys), signer(keys), basic("linked", "bouncy"));

    assertThat(onlyOne(answer).getSubject()).isEqualTo(new X500Name("CN=castle"));
  }

  @Test
  @Requirement("R7030-3.5-4")
  void isRefusedWhenTheBindingIsOfAnotherConnection() {
    EST.server().addUser("spliced", "bouncy", "CN=castle");
    KeyPair keys = KeyAlgorithm.P256.generate();

    assertThatThrownBy(() ->
            builder("TLSv1.2")
                .withChannelBindingProvider(new TlsUnique(new byte[12]))
                .build()
                .simpleEnrollPoP(false, request(keys), signer(keys), basic("spliced", "bouncy")))
        .isInstanceOf(ESTException.class)
        .hasMessageContaining("400");
  }

  /**
   * Its parser wants quotes around every parameter, and RFC 7616 3.3 forbids them around {@code
   * algorithm} and {@code stale}: a label with Digest is not for it until one of them changes.
   */
  @Test
  void doesNotReadADigestChallengeThatIsSpeltAsItMustBe() throws Exception {
    KeyPair keys = KeyAlgorithm.P256.generate();
    var request = request(keys).build(signer(keys));
    ESTService service = builder("TLSv1.3").withLabel("digest").build();

    assertThatThrownBy(() -> service.simpleEnroll(false, request, basic("castle", "bouncy")))
        .isInstanceOf(ESTException.class)
        .hasMessageContaining("Expecting start quote");
  }

  private ESTService service(String version) {
    return builder(version).build();
  }

  private static JsseESTServiceBuilder builder(String version) {
    return BouncyCastleDevice.client(EST.server().port(), EST.server().root(), version);
  }

  private static ESTAuth basic(String user, String password) {
    return BouncyCastleDevice.login(user, password);
  }

  private static PKCS10CertificationRequestBuilder request(KeyPair keys) {
    return BouncyCastleDevice.request("CN=castle", keys);
  }

  private static ContentSigner signer(KeyPair keys) {
    return BouncyCastleDevice.signer(keys);
  }

  private static X509CertificateHolder onlyOne(org.bouncycastle.est.EnrollmentResponse answer) {
    assertThat(answer.isCompleted()).isTrue();
    X509CertificateHolder[] certificates = ESTService.storeToArray(answer.getStore());
    assertThat(certificates).hasSize(1);
    return certificates[0];
  }

  /**
   * The binding of the JDK's socket.
   *
   * @param forged sent instead, unless it is empty
   */
  private record TlsUnique(byte[] forged) implements ChannelBindingProvider {
    @Override
    public boolean canAccessChannelBinding(Socket socket) {
      return true;
    }

    @Override
    public byte[] getChannelBinding(Socket socket, String kind) {
      return forged.length > 0
          ? forged
          : TlsProviders.jsse()
              .channelBinding((SSLSocket) socket)
              .map(ChannelBinding::value)
              .orElseThrow();
    }
  }
}
