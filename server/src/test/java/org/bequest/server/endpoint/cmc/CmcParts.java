package org.bequest.server.endpoint.cmc;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.pkix.Csr;
import org.bequest.server.setup.ConfiguredEst;
import org.bequest.server.support.CmcTalk;
import org.bequest.server.support.HttpReply;
import org.bequest.server.support.RawClient;
import org.bequest.server.support.TestKeys;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Requests, and the messages of somebody whom the connection knows, for the tests beside. */
final class CmcParts {
  private CmcParts() {}

  /** Signed with the key of a first request, by somebody whom the connection knows. */
  static HttpReply post(
      ConfiguredEst est, String user, List<TaggedRequest> more, Control... controls) {
    KeyPair keys = TestKeys.p256();
    Csr csr = CmcTalk.naming(TestKeys.builder("CN=device-0", keys), keys);
    List<TaggedRequest> all = new ArrayList<>(more);
    all.add(TaggedRequest.of(new BodyPartId(90), csr));
    byte[] message =
        CmcTalk.signed(PkiData.of(CmcTalk.tagged(controls), all), keys, CmcTalk.identifier(keys));
    try (RawClient client = est.client()) {
      return CmcTalk.post(client, message, user);
    }
  }

  static StatusInfo statusOf(HttpReply reply, long part) {
    return CmcTalk.full(reply).statuses().stream()
        .filter(s -> s.bodyList().contains(new BodyPartId(part)))
        .findFirst()
        .orElseThrow();
  }

  static TaggedRequest template(SubjectPublicKeyInfo key, Optional<Popo> popo) {
    return template(request(key), popo);
  }

  static TaggedRequest template(CertRequest request, Optional<Popo> popo) {
    try {
      return TaggedRequest.of(CertReqMsg.of(request, popo));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  static CertRequest request(SubjectPublicKeyInfo key) {
    X500Name subject = new X500Name("CN=device-1");
    return CertRequest.of(1, CertTemplate.of(subject, key, Optional.empty()), List.of());
  }

  static SubjectPublicKeyInfo key(KeyPair keys) {
    return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
  }

  static Optional<Popo> signature(CertRequest request, KeyPair keys) {
    PrivateKeySigner signer = PrivateKeySigner.of(keys);
    byte[] signature = signer.sign(request.encoded().octets());
    return Optional.of(
        new Popo.Signature(Optional.empty(), signer.algorithm(), Octets.of(signature)));
  }
}
