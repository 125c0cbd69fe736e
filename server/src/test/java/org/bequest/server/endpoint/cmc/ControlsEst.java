package org.bequest.server.endpoint.cmc;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.RequestSequence;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore.Revocation;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** A configured server with labels for what controls do, and people who send it messages. */
final class ControlsEst implements AutoCloseable {
  private static final String REGISTRAR =
      """
        registrar:
          privileged: true
          key-usage: [digital-signature]
          extended-key-usage: [client-auth, cmc-ra]
      """;

  private static final String LABELS =
      """
        cmc:
          profile: device
          authenticators: [client-certificate, one-time-password, basic]
          challenges:
            revocation: true
          full-cmc:
            offered: true
            response-info: "plant=7"
        strict:
          profile: device
          authenticators: [client-certificate, one-time-password]
          full-cmc:
            offered: true
            registrar-possession: false
            publish-anchors: always
        confirmed:
          profile: device
          authenticators: [client-certificate, one-time-password]
          full-cmc:
            offered: true
            confirm: 1h
        waiting:
          profile: device
          authenticators: [client-certificate, basic]
          approval:
            mode: manual
            retry-after: 90s
          full-cmc:
            offered: true
        registrars:
          profile: registrar
          authenticators: [client-certificate, one-time-password]
      registration-authorities:
        gateway:
          subject: CN=ra-1
          labels: [cmc, strict, waiting]
          names: ["CN=device-*", "dns:*.line.example"]
      """;

  final ConfiguredEst est;

  ControlsEst(Path folder) {
    this.est = new ConfiguredEst(folder, REGISTRAR, LABELS);
  }

  /** The one that the configuration lists. */
  TlsIdentity registrar() {
    return registrar("ra-1");
  }

  /** Somebody with id-kp-cmcRA. */
  TlsIdentity registrar(String name) {
    KeyPair keys = TestKeys.p256();
    TlsIdentity ordinary = est.enrolled(name);
    HttpReply reply =
        est.post(
            ordinary, "/.well-known/est/registrars/simpleenroll", TestKeys.csr("CN=" + name, keys));
    return ConfiguredEst.identity(keys, reply);
  }

  static X509CertificateHolder holder(TlsIdentity identity) {
    try {
      return new JcaX509CertificateHolder(identity.chain().getFirst());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  static X500Name issuer(TlsIdentity identity) {
    return holder(identity).getIssuer();
  }

  static BigInteger serial(TlsIdentity identity) {
    return holder(identity).getSerialNumber();
  }

  HttpReply send(String label, byte[] message) {
    try (RawClient client = est.client()) {
      return CmcTalk.postTo(client, "/.well-known/est/" + label + "/fullcmc", message);
    }
  }

  HttpReply send(TlsIdentity signer, Control... controls) {
    return send("cmc", signer, CmcTalk.data(List.of(), controls));
  }

  HttpReply send(String label, TlsIdentity signer, PkiData data) {
    return send(label, CmcTalk.signed(data, signer));
  }

  /** A SignedData without signatures (RFC 5272 6.11). */
  HttpReply sendUnsigned(Control... controls) {
    PkiData data = CmcTalk.data(List.of(), controls);
    return send("cmc", SignedMessage.of(CmcTalk.content(data)).sign().encode());
  }

  /** Requests are numbered from 1, controls from 100, messages inside from 50. */
  static PkiData around(List<Csr> requests, List<byte[]> messages, Control... controls) {
    List<TaggedContentInfo> contents = new ArrayList<>();
    for (byte[] message : messages) {
      contents.add(
          new TaggedContentInfo(new BodyPartId(50L + contents.size()), Encoded.known(message)));
    }
    PkiData plain = CmcTalk.data(requests, controls);
    return new PkiData(
        plain.controlSequence(), RequestSequence.of(plain.requests()), contents, List.of());
  }

  Optional<Revocation> revocation(TlsIdentity identity) {
    return row(holder(identity)).revocation();
  }

  CertificateRow row(X509CertificateHolder certificate) {
    String issuer = est.deployment().parts().authority().key().issuer().id();
    return est.store().certificates().find(issuer, certificate.getSerialNumber()).orElseThrow();
  }

  /** The failure of a refused message. */
  static StatusInfo failed(HttpReply reply) {
    return CmcTalk.full(reply).statuses().stream()
        .filter(s -> s.status() == CmcStatus.FAILED)
        .findFirst()
        .orElseThrow(() -> new AssertionError(CmcTalk.full(reply).statuses().toString()));
  }

  static Octets octets(String text) {
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    est.close();
  }
}
