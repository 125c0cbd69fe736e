package org.bequest.client.cmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.CrmfProof;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.CertRequest;
import org.bequest.formats.crmf.CertTemplate;
import org.bequest.formats.crmf.CrmfControl;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.crmf.PopoPrivKey;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Writes the request for one certificate, in either form.
 *
 * @param named whether it asks for a key identifier: the signature of a message by that key, and
 *     challenges to it, name the key so (RFC 5272 sections 3.2 and 6.7)
 */
record RequestWriter(WantedCertificate wanted, boolean named, Optional<Control> link) {
  private static final ASN1ObjectIdentifier X25519 = EdECObjectIdentifiers.id_X25519;

  TaggedRequest write(BodyPartId id) {
    return switch (wanted.form()) {
      case PKCS10 -> TaggedRequest.of(id, csr());
      case CRMF -> crmf(id);
    };
  }

  /** What is wanted, in a request that proves nothing. */
  Csr plain() {
    return unsigned().withoutSignature();
  }

  private Csr csr() {
    UnsignedCsr unsigned = unsigned();
    return switch (wanted.key()) {
      case RequestKey.Signing(var signer) ->
          unsigned.signed(signer.algorithm(), signer.sign(unsigned.toBeSigned()));
      case RequestKey.Decrypting _ -> unsigned.withoutSignature();
    };
  }

  private UnsignedCsr unsigned() {
    CsrBuilder builder = new CsrBuilder(wanted.names(), wanted.key().publicKey());
    if (named) {
      builder.extension(keyIdentifier());
    }
    others().forEach(builder::extension);
    wanted.changed().ifPresent(builder::changeSubjectName);
    link.ifPresent(control -> builder.attribute(control.type(), value(control)));
    return builder.build();
  }

  private List<Extension> others() {
    return wanted.extensions().stream()
        .filter(e -> !named || !e.getExtnId().equals(Extension.subjectKeyIdentifier))
        .toList();
  }

  private Extension keyIdentifier() {
    SubjectKeyIdentifier identifier = new SubjectKeyIdentifier(wanted.key().identifier());
    return new Extension(
        Extension.subjectKeyIdentifier, false, new DEROctetString(Encoded.of(identifier).octets()));
  }

  private static ASN1Encodable value(Control control) {
    try {
      return control.values().getFirst().value();
    } catch (MalformedException e) {
      throw new IllegalStateException("written here", e);
    }
  }

  private TaggedRequest crmf(BodyPartId id) {
    Csr same = plain();
    Optional<Extensions> extensions = same.requestedExtensions();
    CertTemplate template =
        CertTemplate.of(wanted.names().subject(), wanted.key().publicKey(), extensions);
    CertRequest request = CertRequest.of(id.value(), template, controls(same));
    try {
      return TaggedRequest.of(proven(request));
    } catch (MalformedException e) {
      throw new IllegalStateException("the number of a part is one", e);
    }
  }

  private CertReqMsg proven(CertRequest request) {
    return switch (wanted.key()) {
      case RequestKey.Signing(var signer) -> CrmfProof.sign(request, signer);
      case RequestKey.Decrypting(var publicKey, var _) ->
          CertReqMsg.of(request, Optional.of(later(publicKey)));
    };
  }

  /** A challenge is asked for, of the kind that the key can answer. */
  private static Popo later(SubjectPublicKeyInfo key) {
    var challenge = new PopoPrivKey.SubsequentMessage(PopoPrivKey.SubsequentMessage.CHALLENGE_RESP);
    ASN1ObjectIdentifier kind = key.getAlgorithm().getAlgorithm();
    boolean agrees = kind.equals(X9ObjectIdentifiers.id_ecPublicKey) || kind.equals(X25519);
    return agrees ? new Popo.KeyAgreement(challenge) : new Popo.KeyEncipherment(challenge);
  }

  /** What is an attribute in PKCS#10 is a control here. */
  private List<CrmfControl> controls(Csr same) {
    List<CrmfControl> controls = new ArrayList<>();
    link.ifPresent(l -> controls.add(new CrmfControl(l.type(), l.values().getFirst())));
    same.attribute(EstOids.CHANGE_SUBJECT_NAME)
        .map(RequestWriter::single)
        .ifPresent(v -> controls.add(new CrmfControl(EstOids.CHANGE_SUBJECT_NAME, v)));
    return controls;
  }

  private static Encoded single(Attribute attribute) {
    ASN1Set values = attribute.getAttrValues();
    return Encoded.of(values.getObjectAt(0));
  }
}
