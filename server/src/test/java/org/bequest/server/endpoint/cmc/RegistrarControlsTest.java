package org.bequest.server.endpoint.cmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.control.LraPopWitness;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.BodyPartPath;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registration authority says about requests in its own message, over TLS. */
class RegistrarControlsTest {
  private static final BodyPartId ONE = new BodyPartId(1);
  private static final BodyPartPath HERE = new BodyPartPath(List.of(BodyPartId.WHOLE));

  private static @TempDir Path folder;
  private static ControlsEst server;
  private static TlsIdentity registrar;

  @BeforeAll
  static void start() {
    server = new ControlsEst(folder);
    registrar = server.registrar();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Extension hosts(String... names) {
    GeneralName[] all =
        List.of(names).stream()
            .map(n -> new GeneralName(GeneralName.dNSName, n))
            .toArray(GeneralName[]::new);
    return extension(Extension.subjectAlternativeName, new GeneralNames(all));
  }

  private static Extension extension(ASN1ObjectIdentifier id, ASN1Object value) {
    try {
      return new Extension(id, false, value.getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CertTemplate template(Optional<X500Name> subject, Extension... extensions) {
    CertTemplate all = CertTemplate.of(new X500Name("CN=x"), anyKey(), Optional.empty());
    return new CertTemplate(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        subject,
        Optional.empty(),
        all.issuerUid(),
        all.subjectUid(),
        extensions.length == 0 ? Optional.empty() : Optional.of(new Extensions(extensions)));
  }

  private static SubjectPublicKeyInfo anyKey() {
    return TestKeys.csr("CN=x", TestKeys.p256()).subjectPublicKeyInfo();
  }

  private static ModCertTemplate replace(CertTemplate template) {
    return new ModCertTemplate(HERE, List.of(ONE), true, template);
  }

  private static AddExtensions add(Extension... extensions) {
    return new AddExtensions(BodyPartId.WHOLE, List.of(ONE), new Extensions(extensions));
  }

  private static HttpReply enroll(TlsIdentity signer, String name, Control... controls) {
    return server.send(
        "cmc",
        signer,
        CmcTalk.data(List.of(TestKeys.csr("CN=" + name, TestKeys.p256())), controls));
  }

  private static X509CertificateHolder issued(HttpReply reply, String subject) {
    assertThat(reply.status()).isEqualTo(200);
    return CmcTalk.certificates(reply).stream()
        .filter(c -> c.getSubject().equals(new X500Name(subject)))
        .findFirst()
        .orElseThrow();
  }

  private static List<GeneralName> hosts(X509CertificateHolder certificate) {
    GeneralNames names =
        GeneralNames.fromExtensions(certificate.getExtensions(), Extension.subjectAlternativeName);
    return names == null ? List.of() : List.of(names.getNames());
  }

  @Test
  @Requirement({"R5272-6.5.1-2", "R5272-6.5.1-3", "R5272-7-2", "R5274-4.2-12"})
  void itReplacesSubjectAndExtensionsEachByItself() {
    HttpReply reply =
        enroll(
            registrar,
            "nobody",
            replace(template(Optional.of(new X500Name("CN=device-1")), hosts("a.line.example"))));
    assertThat(hosts(issued(reply, "CN=device-1")))
        .containsExactly(new GeneralName(GeneralName.dNSName, "a.line.example"));
  }

  @Test
  @Requirement({"R5272-6.5.2-2", "R5274-4.2-13", "R5274-4.2-14"})
  void itAddsExtensions() {
    HttpReply reply = enroll(registrar, "device-2", add(hosts("b.line.example")));
    assertThat(hosts(issued(reply, "CN=device-2"))).hasSize(1);
  }

  @Test
  @Requirement({"R5272-6.5.1-4", "R5272-6.5.2-3", "R5272-6.5.1-5", "R5272-6.5.2-4"})
  void aKeyUsageThatItStatesIsNotTurnedIntoAnother() {
    Extension agreement = extension(Extension.keyUsage, new KeyUsage(KeyUsage.keyAgreement));
    for (Control control :
        List.of(add(agreement), replace(template(Optional.empty(), agreement)))) {
      HttpReply reply = enroll(registrar, "device-6", control);
      assertThat(ControlsEst.failed(reply).failInfo()).contains(CmcFailInfo.UNSUPPORTED_EXT);
    }
  }

  @Test
  @Requirement("R5272-6.5.1-2")
  void itDeletesWhatItNames() {
    ModCertTemplate delete =
        new ModCertTemplate(HERE, List.of(ONE), false, template(Optional.empty(), hosts("x.x")));
    HttpReply reply = enroll(registrar, "device-3", add(hosts("outside.example")), delete);
    assertThat(hosts(issued(reply, "CN=device-3"))).isEmpty();
  }

  @Test
  @Requirement({"S-21", "R6402-2.12-1", "R6402-2.12-3", "R5272-6.5.1-5", "R5272-6.5.2-4"})
  void s21WhatComesOfItIsJudgedLikeAnyRequest() {
    HttpReply names =
        enroll(registrar, "device-4", replace(template(Optional.of(new X500Name("CN=boiler-4")))));
    assertThat(names.status()).isEqualTo(400);
    HttpReply host = enroll(registrar, "device-4", add(hosts("elsewhere.example")));
    assertThat(ControlsEst.failed(host).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    Extension foreign = extension(new ASN1ObjectIdentifier("1.2.3.4"), new BasicConstraints(false));
    HttpReply unsupported = enroll(registrar, "device-4", add(foreign));
    assertThat(ControlsEst.failed(unsupported).failInfo()).contains(CmcFailInfo.UNSUPPORTED_EXT);
    HttpReply changed = enroll(registrar, "device-4", replace(template(Optional.empty(), foreign)));
    assertThat(ControlsEst.failed(changed).failInfo()).contains(CmcFailInfo.UNSUPPORTED_EXT);
  }

  @Test
  @Requirement({"S-21", "R6402-2.12-2"})
  void s21OnlyAListedRegistrationAuthorityChangesRequests() {
    TlsIdentity device = server.est.enrolled("device-5", "cmc");
    TlsIdentity unlisted = server.registrar("ra-2");
    for (TlsIdentity signer : List.of(device, unlisted)) {
      for (Control control :
          List.of(add(hosts("c.line.example")), replace(template(Optional.empty())))) {
        HttpReply reply = enroll(signer, "device-5", control);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(ControlsEst.failed(reply).bodyList()).containsExactly(new BodyPartId(100));
      }
    }
    HttpReply otherLabel =
        server.send(
            "confirmed",
            registrar,
            CmcTalk.data(
                List.of(TestKeys.csr("CN=device-5", TestKeys.p256())),
                add(hosts("c.line.example"))));
    assertThat(otherLabel.status()).isEqualTo(403);
  }

  @Test
  @Requirement({"R5272-6.5.1-1", "R5272-6.5.2-1", "S-22"})
  void s22AReferenceToNothingIsABadRequestOfTheControl() {
    BodyPartId nine = new BodyPartId(9);
    for (Control control :
        List.of(
            new AddExtensions(
                BodyPartId.WHOLE, List.of(ONE, nine), new Extensions(hosts("d.line.example"))),
            new AddExtensions(nine, List.of(ONE), new Extensions(hosts("d.line.example"))),
            new ModCertTemplate(HERE, List.of(nine), true, template(Optional.empty())),
            new ModCertTemplate(
                new BodyPartPath(List.of(nine)), List.of(ONE), true, template(Optional.empty())),
            new LraPopWitness(BodyPartId.WHOLE, List.of(nine)),
            new LraPopWitness(nine, List.of(ONE)))) {
      HttpReply reply = enroll(registrar, "device-6", control);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(CmcTalk.full(reply).statuses())
          .anyMatch(s ->
              s.bodyList().contains(new BodyPartId(100))
                  && s.failInfo().filter(CmcFailInfo.BAD_REQUEST::equals).isPresent());
      assertThat(CmcTalk.full(reply).certificate("CN=device-6")).isEmpty();
    }
  }

  @Test
  @Requirement("R5272-6.5.2-5")
  void twoThatAddDifferentlyInOneLayerAreRefused() {
    HttpReply reply =
        enroll(registrar, "device-7", add(hosts("e.line.example")), add(hosts("f.line.example")));
    assertThat(ControlsEst.failed(reply).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
    HttpReply same =
        enroll(registrar, "device-7", add(hosts("e.line.example")), add(hosts("e.line.example")));
    assertThat(same.status()).isEqualTo(200);
  }

  @Test
  @Requirement({"R5272-7-1", "S-12"})
  void s12AnotherKeyIsNotPutInPlaceOfTheProvenOne() {
    CertTemplate other = CertTemplate.of(new X500Name("CN=device-8"), anyKey(), Optional.empty());
    HttpReply reply = enroll(registrar, "device-8", replace(other));
    assertThat(ControlsEst.failed(reply).failInfo()).contains(CmcFailInfo.BAD_REQUEST);
  }

  /** For a key that signs nothing here: the registration authority has seen to it. */
  private static PkiData unproven(String name, Optional<Popo> popo, Control... controls) {
    CertTemplate template = CertTemplate.of(new X500Name("CN=" + name), anyKey(), Optional.empty());
    try {
      TaggedRequest request =
          TaggedRequest.of(CertReqMsg.of(CertRequest.of(1, template, List.of()), popo));
      return PkiData.of(CmcTalk.tagged(controls), List.of(request));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Requirement({"R5272-6.8-3", "R5274-4.2-19", "R5274-8-4"})
  void itVouchesForThePossessionOfKeysOfItsOwnMessage() {
    LraPopWitness witness = new LraPopWitness(BodyPartId.WHOLE, List.of(ONE));
    HttpReply vouched =
        server.send("cmc", registrar, unproven("device-9", Optional.empty(), witness));
    issued(vouched, "CN=device-9");
    HttpReply verified =
        server.send(
            "cmc", registrar, unproven("device-10", Optional.of(new Popo.RaVerified()), witness));
    issued(verified, "CN=device-10");
  }

  @Test
  @Requirement({"R5272-6.8-1", "R5272-6.8-2", "R6402-2.12-2", "S-12", "S-21"})
  void s21WhoMayNotVouchGetsPopFailedAndNoChallenge() {
    LraPopWitness witness = new LraPopWitness(BodyPartId.WHOLE, List.of(ONE));
    TlsIdentity device = server.est.enrolled("device-11", "cmc");
    PkiData data = unproven("device-11", Optional.empty(), witness);
    List<HttpReply> replies =
        List.of(
            server.send("cmc", device, data),
            server.send("cmc", server.registrar("ra-2"), data),
            server.send("strict", registrar, data));
    for (HttpReply reply : replies) {
      assertThat(reply.status()).isEqualTo(400);
      CmcTalk.Full full = CmcTalk.full(reply);
      assertThat(full.statuses())
          .anyMatch(s ->
              s.bodyList().contains(ONE)
                  && s.failInfo().filter(CmcFailInfo.POP_FAILED::equals).isPresent());
      assertThat(full.control(EncryptedPop.class)).isEmpty();
      assertThat(full.certificate("CN=device-11")).isEmpty();
    }
  }
}
