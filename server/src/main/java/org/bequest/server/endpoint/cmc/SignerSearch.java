package org.bequest.server.endpoint.cmc;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.DataReturn;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.RevokeRequest;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.TransactionId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.crmf.TemplateCsr;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Whose keys signed a message (RFC 5272 3.2): keys with certificates that come along or are known
 * here, or the key of one of its requests, named by the identifier that this request asks for.
 */
final class SignerSearch {
  private final Arrival arrival;
  private final PkiData data;

  SignerSearch(Arrival arrival, PkiData data) {
    this.arrival = arrival;
    this.data = data;
  }

  /** What came of it. */
  sealed interface Result {
    record Found(Protection protection) implements Result {}

    record Wrong(String detail) implements Result {}
  }

  /**
   * @param outer layers that are signed around the encryption, by the same one
   */
  Result of(SignedContent message, List<SignedContent> outer) {
    if (message.signers().isEmpty()) {
      return outer.isEmpty() && isRevocation()
          ? new Result.Found(new Protection.None())
          : new Result.Wrong("the message is not signed");
    }
    Optional<String> fault = unsignedData(message);
    if (fault.isPresent()) {
      return new Result.Wrong(fault.get());
    }
    return switch (check(message)) {
      case SignatureCheck.Refused(var _, String detail) -> new Result.Wrong(detail);
      case SignatureCheck.Verified(var _, var signers) ->
          outer.stream().allMatch(layer -> isBySame(layer, signers))
              ? protection(message, signers)
              : new Result.Wrong("the outer signature is wrong, or somebody else's");
    };
  }

  /** RFC 5272 6.11: only a revocation with its shared secret comes unsigned. */
  private boolean isRevocation() {
    return data.requests().isEmpty()
        && data.cmsSequence().isEmpty()
        && !data.controls(RevokeRequest.class).isEmpty()
        && data.controlSequence().stream()
            .allMatch(t ->
                switch (t.control()) {
                  case RevokeRequest _,
                      TransactionId _,
                      SenderNonce _,
                      DataReturn _,
                      Identification _ ->
                      true;
                  default -> false;
                });
  }

  private boolean isBySame(SignedContent layer, List<VerifiedSigner> signers) {
    Set<SubjectPublicKeyInfo> inner =
        signers.stream().map(VerifiedSigner::key).collect(Collectors.toSet());
    return check(layer) instanceof SignatureCheck.Verified(var _, var by)
        && by.stream().map(VerifiedSigner::key).allMatch(inner::contains);
  }

  private Result protection(SignedContent message, List<VerifiedSigner> signers) {
    List<X509CertificateHolder> certificates =
        signers.stream().flatMap(s -> s.ownCertificate().stream()).toList();
    if (certificates.size() == signers.size()) {
      return new Result.Found(new Protection.Signed(certificates, message.certificates()));
    }
    return signers.size() == 1
            && signers.getFirst().info().id() instanceof EntityIdentifier.KeyIdentifier(var octets)
        ? new Result.Found(new Protection.ByRequestedKey(Octets.of(octets)))
        : new Result.Wrong("who signs with a key that is asked for signs alone (RFC 5272 3.2)");
  }

  private SignatureCheck check(SignedContent message) {
    SignaturePolicy policy =
        switch (arrival.label().fullCmc().witnesses()) {
          case STRONG -> SignaturePolicy.STRONG;
          case WITH_SHA1 -> SignaturePolicy.WITH_SHA1;
        };
    return SignatureCheck.of(message, keys(message), policy);
  }

  private SignerKeys keys(SignedContent message) {
    SignerKeys known = SignerKeys.in(message).and(KnownSigners.of(arrival, message));
    SignerKeys keys = WaitingKeys.and(known, arrival, data);
    for (TaggedRequest request : data.requests()) {
      Optional<Csr> csr = csr(request);
      Optional<EntityIdentifier.KeyIdentifier> id = csr.flatMap(Challenge::keyIdentifier);
      if (id.isPresent()) {
        keys = keys.and(id.get().octets(), csr.get().subjectPublicKeyInfo());
      }
    }
    return keys;
  }

  private static Optional<Csr> csr(TaggedRequest request) {
    try {
      return switch (request) {
        case TaggedRequest.Tcr tcr -> Optional.of(tcr.csr());
        case TaggedRequest.Crm crm -> Optional.of(TemplateCsr.of(crm.message().certReq()));
        case TaggedRequest.Orm _ -> Optional.empty();
      };
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }

  /** RFC 5272 3.2.3: once in a SignerInfo, and then in each, with the same values. */
  private static Optional<String> unsignedData(SignedContent message) {
    List<List<Attribute>> found =
        message.signers().stream().map(SignerSearch::unsignedData).distinct().toList();
    if (found.stream().anyMatch(attributes -> attributes.size() > 1)) {
      return Optional.of("a signer carries unsigned data twice");
    }
    return found.size() > 1
        ? Optional.of("the signers carry different unsigned data")
        : Optional.empty();
  }

  private static List<Attribute> unsignedData(SignerInfo signer) {
    return signer.unsignedAttributes().attributes().stream()
        .filter(a -> a.getAttrType().equals(CmsOids.CMC_UNSIGNED_DATA))
        .toList();
  }
}
