package org.bequest.client.cmc;

import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bequest.crypto.cmc.CmcDigest;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.PublishTrustAnchors;

/**
 * Whether anchors that a response publishes are to be taken (RFC 5272 section 6.15). Nothing is
 * stored here: the anchors of different publishers are kept apart by whoever stores them.
 */
public sealed interface PublishedAnchors {
  /**
   * @param publisher hash of the key that signed: the sequence numbers are its own
   * @param anchors all that this publisher wants to be trusted from now on
   */
  record Accepted(Octets publisher, BigInteger seqNumber, List<X509Certificate> anchors)
      implements PublishedAnchors {
    public Accepted {
      anchors = List.copyOf(anchors);
    }
  }

  /**
   * @param why in one clause
   */
  record Rejected(String why) implements PublishedAnchors {}

  /**
   * What this client lets others publish.
   *
   * @param permitted who may: leading to an anchor is not enough
   * @param last the last sequence number of each publisher that was heard of
   * @param tolerance between the time of the signature and now
   */
  record Policy(
      Predicate<X509Certificate> permitted, Map<Octets, BigInteger> last, Duration tolerance) {
    public Policy {
      last = Map.copyOf(last);
    }
  }

  /** What each publication in a response comes to; none when it publishes nothing. */
  static List<PublishedAnchors> in(FullResponse response, Policy policy, Instant now) {
    List<PublishedAnchors> results = new ArrayList<>();
    response
        .all()
        .forEach(one -> {
          for (PublishTrustAnchors published : one.response().controls(PublishTrustAnchors.class)) {
            results.add(judged(published, one, policy, now));
          }
        });
    return results;
  }

  private static PublishedAnchors judged(
      PublishTrustAnchors published, FullResponse response, Policy policy, Instant now) {
    Optional<X509Certificate> signer = response.signer();
    if (signer.isEmpty() || !policy.permitted.test(signer.get())) {
      return new Rejected("who signed the response may not publish trust anchors");
    }
    Optional<Instant> time = response.signingTime();
    if (time.isEmpty() || Duration.between(time.get(), now).abs().compareTo(policy.tolerance) > 0) {
      return new Rejected("the trust anchors were not published now");
    }
    Octets publisher = Octets.of(CmcDigest.SHA256.of(signer.get().getPublicKey().getEncoded()));
    BigInteger last = policy.last.get(publisher);
    if (last != null && published.seqNumber().compareTo(last) <= 0) {
      return new Rejected("newer trust anchors of this publisher were seen before");
    }
    return anchors(published, response.certificates())
        .<PublishedAnchors>map(found -> new Accepted(publisher, published.seqNumber(), found))
        .orElseGet(() -> new Rejected("published trust anchors are not in the response"));
  }

  private static Optional<List<X509Certificate>> anchors(
      PublishTrustAnchors published, List<X509Certificate> bag) {
    Optional<CmcDigest> digest = CmcDigest.of(published.hashAlgorithm());
    if (digest.isEmpty()) {
      return Optional.empty();
    }
    List<X509Certificate> anchors = new ArrayList<>();
    for (Octets hash : published.anchorHashes()) {
      Optional<X509Certificate> anchor =
          bag.stream().filter(c -> hash.equals(hash(digest.get(), c))).findFirst();
      if (anchor.isEmpty()) {
        return Optional.empty();
      }
      anchors.add(anchor.get());
    }
    return Optional.of(anchors);
  }

  private static Octets hash(CmcDigest digest, X509Certificate certificate) {
    try {
      return Octets.of(digest.of(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }
}
