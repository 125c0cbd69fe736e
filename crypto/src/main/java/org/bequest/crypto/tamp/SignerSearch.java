package org.bequest.crypto.tamp;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bequest.crypto.Signatures;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.constraint.Authorization;
import org.bequest.crypto.constraint.Authorization.Why;
import org.bequest.crypto.constraint.Collected;
import org.bequest.crypto.constraint.ContentCheck;
import org.bequest.crypto.constraint.ContentRights;
import org.bequest.crypto.constraint.SignerTrace;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathFault;
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
 * identifier (RFC 5934 section 8), then of certificates. One that has not signed, or that leads to
 * no anchor with a right to this type of message, does not end the search.
 */
final class SignerSearch {
  private static final TampFault UNKNOWN =
      new TampFault(StatusCode.NO_TRUST_ANCHOR, "no trust anchor is known for the signer");

  /** A message can bring along as many certificates of one identifier as it likes. */
  private static final int MOST_CANDIDATES = 64;

  private final AnchorStore anchors;
  private final List<X509CertificateHolder> known;
  private final SignerTrace trace;
  private TampFault last = UNKNOWN;

  SignerSearch(AnchorStore anchors, List<X509CertificateHolder> known, SignerTrace trace) {
    this.anchors = anchors;
    this.known = known;
    this.trace = trace;
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
            : candidates(message)
                .flatMap(keys -> verified(message, keys).stream())
                .flatMap(signer -> traced(message, signer).stream())
                .findFirst();
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
          verified(message, keys(message, opened.key()))
              .map(signer -> new TampSigner.Contingency(signer.key()));
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

  /** Each with one key, so that each is judged by itself. */
  private Stream<SignerKeys> candidates(SignedContent message) {
    KeyIdentifier id = keyIdentifier(message);
    Set<X509CertificateHolder> certificates = new LinkedHashSet<>(message.certificates());
    certificates.addAll(known);
    return Stream.concat(
            anchors.find(id).stream().map(anchor -> keys(message, anchor.publicKey())),
            certificates.stream().filter(id::names).map(c -> SignerKeys.of(List.of(c))))
        .limit(MOST_CANDIDATES);
  }

  private static SignerKeys keys(SignedContent message, SubjectPublicKeyInfo key) {
    return SignerKeys.of(List.of()).and(keyIdentifier(message).octets(), key);
  }

  private static KeyIdentifier keyIdentifier(SignedContent message) {
    return (KeyIdentifier) message.signers().getFirst().id();
  }

  private Optional<VerifiedSigner> verified(SignedContent message, SignerKeys keys) {
    return switch (SignatureCheck.of(message, keys)) {
      case SignatureCheck.Verified good -> Optional.of(good.signers().getFirst());
      case SignatureCheck.Refused refused -> {
        StatusCode status = status(refused.fault(), message.signers().getFirst());
        last = new TampFault(status, refused.detail());
        yield Optional.empty();
      }
    };
  }

  private Optional<TampSigner> traced(SignedContent message, VerifiedSigner signer) {
    return switch (trace.trace(signer, message.certificates(), r -> right(message, r))) {
      case SignerTrace.Vouched vouched ->
          Optional.of(
              vouched
                  .path()
                  .<TampSigner>map(path -> new TampSigner.Certified(path, vouched.rights()))
                  .orElseGet(() -> new TampSigner.Anchor(vouched.anchor(), vouched.rights())));
      case SignerTrace.Lost lost -> {
        last = new TampFault(status(lost), lost.denied().detail());
        yield Optional.empty();
      }
    };
  }

  /** Of the only signer, who so is the source of the message (RFC 6010 section 4.2). */
  private static Authorization right(SignedContent message, ContentRights rights) {
    Collected attributes = Collected.of(message.signers().getFirst().signedAttributes());
    return ContentCheck.source(rights, message.contentType(), attributes);
  }

  private static StatusCode status(SignerTrace.Lost lost) {
    if (lost.fault().filter(PathFault.REVOKED::equals).isPresent()) {
      return StatusCode.REVOKED_CERTIFICATE;
    }
    return lost.denied().why() == Why.NO_PATH
        ? StatusCode.NO_TRUST_ANCHOR
        : StatusCode.NOT_AUTHORIZED;
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
