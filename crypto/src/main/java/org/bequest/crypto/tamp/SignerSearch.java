package org.bequest.crypto.tamp;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.Signatures;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathCheck;
import org.bequest.crypto.path.PathFault;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.path.PathSearch;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.tamp.ApexContingencyKey;
import org.bequest.formats.tamp.ContingencyDecryptKey;
import org.bequest.formats.tamp.StatusCode;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Tries every key that a signer's identifier may mean: of the anchors, since several may have one
 * identifier (RFC 5934 section 8), then of certificates with a path to an anchor. One that fails
 * does not end the search.
 */
final class SignerSearch {
  private static final TampFault UNKNOWN =
      new TampFault(StatusCode.NO_TRUST_ANCHOR, "no trust anchor is known for the signer");

  private final AnchorStore anchors;
  private final List<X509CertificateHolder> known;
  private final PathInputs inputs;
  private TampFault last = UNKNOWN;

  SignerSearch(AnchorStore anchors, List<X509CertificateHolder> known, PathInputs inputs) {
    this.anchors = anchors;
    this.known = known;
    this.inputs = inputs;
  }

  sealed interface Result permits Found, NotFound {}

  record Found(TampSigner signer) implements Result {}

  record NotFound(TampFault fault) implements Result {}

  /** Of a message in the profile: it has one signer, with a key identifier. */
  Result of(SignedContent message) {
    Optional<ContingencyDecryptKey> opener = opener(message.signers().getFirst());
    Optional<TampSigner> found =
        opener.isPresent()
            ? contingency(message, opener.get())
            : anchor(message).or(() -> certified(message));
    return found.<Result>map(Found::new).orElseGet(() -> new NotFound(last));
  }

  private static Optional<ContingencyDecryptKey> opener(SignerInfo signer) {
    try {
      return ContingencyDecryptKey.in(signer.unsignedAttributes());
    } catch (MalformedException e) {
      throw new IllegalStateException("the profile was not checked", e);
    }
  }

  /** The attribute says which key has signed, and not the identifier (RFC 5934 section 4.5). */
  private Optional<TampSigner> contingency(SignedContent message, ContingencyDecryptKey opener) {
    return switch (opened(opener)) {
      case ContingencyKeys.Opening.Opened opened ->
          signedBy(message, opened.key())
              ? Optional.of(new TampSigner.Contingency(opened.key()))
              : Optional.empty();
      case ContingencyKeys.Opening.Refused refused -> {
        last = new TampFault(refused.status(), refused.detail());
        yield Optional.empty();
      }
    };
  }

  private ContingencyKeys.Opening opened(ContingencyDecryptKey opener) {
    ApexContingencyKey wrapped =
        anchors.apex().flatMap(SignerSearch::contingencyKey).orElseGet(ApexContingencyKey::none);
    return ContingencyKeys.open(wrapped, opener);
  }

  private static Optional<ApexContingencyKey> contingencyKey(TrustAnchorChoice apex) {
    try {
      return ApexContingencyKey.of(apex);
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }

  private Optional<TampSigner> anchor(SignedContent message) {
    return anchors.find(keyIdentifier(message)).stream()
        .filter(anchor -> signedBy(message, anchor.publicKey()))
        .findFirst()
        .map(TampSigner.Anchor::new);
  }

  private Optional<TampSigner> certified(SignedContent message) {
    Set<X509CertificateHolder> all = new LinkedHashSet<>(message.certificates());
    all.addAll(known);
    KeyIdentifier id = keyIdentifier(message);
    PathSearch paths = new PathSearch(anchors, List.copyOf(all), inputs);
    return all.stream()
        .filter(id::names)
        .filter(c -> isVerified(message, SignerKeys.of(List.of(c))))
        .flatMap(c -> path(paths.from(c)).stream())
        .findFirst()
        .map(TampSigner.Certified::new);
  }

  private Optional<PathCheck.Valid> path(PathCheck check) {
    return switch (check) {
      case PathCheck.Valid valid -> Optional.of(valid);
      case PathCheck.Refused refused -> {
        StatusCode status =
            refused.fault() == PathFault.REVOKED
                ? StatusCode.REVOKED_CERTIFICATE
                : StatusCode.NO_TRUST_ANCHOR;
        last = new TampFault(status, refused.detail());
        yield Optional.empty();
      }
    };
  }

  private static KeyIdentifier keyIdentifier(SignedContent message) {
    return (KeyIdentifier) message.signers().getFirst().id();
  }

  private boolean signedBy(SignedContent message, SubjectPublicKeyInfo key) {
    byte[] id = keyIdentifier(message).octets();
    return isVerified(message, SignerKeys.of(List.of()).and(id, key));
  }

  private boolean isVerified(SignedContent message, SignerKeys keys) {
    return switch (SignatureCheck.of(message, keys)) {
      case SignatureCheck.Verified _ -> true;
      case SignatureCheck.Refused refused -> {
        StatusCode status = status(refused.fault(), message.signers().getFirst());
        last = new TampFault(status, refused.detail());
        yield false;
      }
    };
  }

  private static StatusCode status(Fault fault, SignerInfo signer) {
    return switch (fault) {
      case NO_SIGNER -> StatusCode.MALFORMED;
      case MISSING_CONTENT -> StatusCode.MISSING_CONTENT;
      case BAD_SIGNED_ATTRIBUTES, BAD_MESSAGE_DIGEST -> StatusCode.CMS_ERROR;
      case REFUSED_DIGEST_ALGORITHM ->
          isDigest(signer) ? StatusCode.UNSUPPORTED_PARAMETERS : StatusCode.BAD_DIGEST_ALGORITHM;
      case REFUSED_SIGNATURE_ALGORITHM ->
          Signatures.knows(signer.signatureAlgorithm().getAlgorithm())
              ? StatusCode.UNSUPPORTED_PARAMETERS
              : StatusCode.BAD_SIGNATURE_ALGORITHM;
      case UNKNOWN_SIGNER -> StatusCode.NO_TRUST_ANCHOR;
      case UNUSABLE_KEY -> StatusCode.UNSUPPORTED_KEY_SIZE;
      case BAD_SIGNATURE -> StatusCode.SIGNATURE_FAILURE;
    };
  }

  /** Whether only its parameters are odd. */
  private static boolean isDigest(SignerInfo signer) {
    AlgorithmIdentifier bare = new AlgorithmIdentifier(signer.digestAlgorithm().getAlgorithm());
    return DigestAlgorithm.of(bare, SignaturePolicy.STRONG).isPresent();
  }
}
