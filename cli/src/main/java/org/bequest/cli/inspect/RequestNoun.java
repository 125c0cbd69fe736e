package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.EstOids;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Requests for certificates, as their senders wrote them: what a server would refuse is shown, with
 * its reason.
 *
 * <pre>
 * CertificationRequest ::= SEQUENCE {
 *   certificationRequestInfo CertificationRequestInfo,
 *   signatureAlgorithm       AlgorithmIdentifier,
 *   signature                BIT STRING }                         -- RFC 2986 section 4.2
 *
 * CertificationRequestInfo ::= SEQUENCE {
 *   version       INTEGER,
 *   subject       Name,
 *   subjectPKInfo SubjectPublicKeyInfo,
 *   attributes    [0] IMPLICIT SET OF Attribute }                 -- RFC 2986 section 4.1
 * </pre>
 */
final class RequestNoun implements Noun {
  private static final String PATH = "/CertificationRequest";

  @Override
  public List<Document> documents() {
    return List.of(
        Document.ofShape(
                "CertificationRequest",
                "RFC 2986",
                "Q\\(Q\\(IQQ0?\\)Q\\(i.?\\)B\\)",
                RequestNoun::read)
            .labelled("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"));
  }

  @Override
  public List<Kind> attributes() {
    return List.of(
        new Kind(EstOids.EXTENSION_REQUEST, "extensionRequest", RequestNoun::extensions),
        secret(EstOids.CHALLENGE_PASSWORD, "challengePassword"),
        secret(EstOids.OTP_CHALLENGE, "id-aa-otpChallenge"),
        secret(EstOids.REVOCATION_CHALLENGE, "id-aa-revocationChallenge"));
  }

  /** A password, or what nobody can tell from one. */
  private static Kind secret(ASN1ObjectIdentifier type, String name) {
    return new Kind(type, name, (_, _) -> Shown.hidden());
  }

  static Shown read(byte[] encoded, Inspection in) throws MalformedException {
    SequenceReader fields = SequenceReader.of(Asn1.ber(encoded, Item.LIMITS), PATH);
    ASN1Primitive info = fields.next("certificationRequestInfo");
    AlgorithmIdentifier algorithm =
        fields.next("signatureAlgorithm", AlgorithmIdentifier::getInstance);
    ASN1BitString signature = fields.next("signature", ASN1BitString::getInstance);
    fields.end();
    return Shown.fields()
        .add("certificationRequestInfo", info(info, in))
        .add("signatureAlgorithm", in.algorithm(algorithm))
        .add("signature", proven(Shown.octets(signature.getBytes()), encoded))
        .shown();
  }

  private static Shown info(ASN1Primitive value, Inspection in) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, PATH + "/certificationRequestInfo");
    Shown version = version(fields.next("version", ASN1Integer::getInstance));
    X500Name subject = fields.next("subject", X500Name::getInstance);
    SubjectPublicKeyInfo key = fields.next("subjectPKInfo", SubjectPublicKeyInfo::getInstance);
    Optional<ASN1TaggedObject> attributes = fields.tagged(0);
    fields.end();
    return Shown.fields()
        .add("version", version)
        .add("subject", in.name(subject))
        .add("subjectPKInfo", in.publicKey(key))
        .add("attributes", attributes(attributes, in))
        .shown();
  }

  private static Shown version(ASN1Integer version) {
    Shown shown = Shown.number(version.getValue());
    return version.hasValue(0)
        ? shown.brief("0 (v1)")
        : shown.but("there is no version but 0 (RFC 2986 4.1)");
  }

  private static Shown attributes(Optional<ASN1TaggedObject> field, Inspection in)
      throws MalformedException {
    if (field.isEmpty()) {
      return Shown.list(List.of()).but("missing attributes: empty, it is still there (RFC 2986)");
    }
    Function<ASN1TaggedObject, ASN1Set> implicit = tagged -> ASN1Set.getInstance(tagged, false);
    List<Shown> list = new ArrayList<>();
    for (ASN1Encodable element : Asn1.typed(field.get(), implicit, PATH + "/attributes")) {
      Object attribute = element;
      list.add(in.attribute(Asn1.typed(attribute, Attribute::getInstance, PATH + "/attributes")));
    }
    return Shown.list(list);
  }

  /** By the code that a server decides with, which is stricter than this command. */
  private static Shown proven(Shown signature, byte[] encoded) {
    try {
      Csr csr = Csr.decode(encoded);
      if (csr.signatureAlgorithm().getAlgorithm().equals(EstOids.NO_SIGNATURE)) {
        return signature;
      }
      return switch (new ProofOfPossession().verify(csr)) {
        case ProofOfPossession.Result.Proven _ -> signature;
        case ProofOfPossession.Result.Unproven wrong -> signature.untrusted(wrong.detail());
      };
    } catch (MalformedException e) {
      return signature.but("a server refuses this request: " + e.getMessage());
    }
  }

  private static Shown extensions(byte[] encoded, Inspection in) throws MalformedException {
    Object value = Asn1.ber(encoded, Item.LIMITS);
    return in.extensions(Asn1.typed(value, Extensions::getInstance, "/extensionRequest"));
  }
}
