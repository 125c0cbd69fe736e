package org.bequest.crypto.cms;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * What the signatures of a message are worth. It says whose key signed, not whether that somebody
 * may be believed: a path to an anchor is the caller's to look for.
 */
public sealed interface SignatureCheck {
  /** Every signature is good, and there is at least one (security rule S-13). */
  record Verified(Content content, List<VerifiedSigner> signers) implements SignatureCheck {
    public Verified {
      signers = List.copyOf(signers);
    }
  }

  /**
   * @param detail one clause fit for the peer
   */
  record Refused(Fault fault, String detail) implements SignatureCheck {}

  /**
   * @param certificate with this key, or null when the key was known without one
   */
  record VerifiedSigner(
      SignerInfo info, SubjectPublicKeyInfo key, @Nullable X509CertificateHolder certificate) {
    public Optional<X509CertificateHolder> ownCertificate() {
      return Optional.ofNullable(certificate);
    }
  }

  /** Why a message is not believed. */
  enum Fault {
    /** Nobody signed. */
    NO_SIGNER,
    /** The signature is detached: what it signs is not there. */
    MISSING_CONTENT,
    /** Attributes missing, doubled, or about something else. */
    BAD_SIGNED_ATTRIBUTES,
    BAD_MESSAGE_DIGEST,
    REFUSED_DIGEST_ALGORITHM,
    REFUSED_SIGNATURE_ALGORITHM,
    /** No key with this name is known that may sign. */
    UNKNOWN_SIGNER,
    UNUSABLE_KEY,
    BAD_SIGNATURE
  }

  static SignatureCheck of(SignedContent message, SignerKeys keys) {
    return of(message, keys, SignaturePolicy.STRONG);
  }

  static SignatureCheck of(SignedContent message, SignerKeys keys, SignaturePolicy policy) {
    Optional<Content> content = message.content();
    if (content.isEmpty()) {
      return new Refused(Fault.MISSING_CONTENT, "the signed content is missing");
    }
    SignersCheck signers =
        SignersCheck.of(message.signers(), SignedOctets.of(content.get()), keys, policy);
    return switch (signers) {
      case SignersCheck.Verified(var verified) -> new Verified(content.get(), verified);
      case SignersCheck.Refused(var why) -> why;
    };
  }
}
