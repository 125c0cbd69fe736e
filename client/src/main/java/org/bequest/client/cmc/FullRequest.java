package org.bequest.client.cmc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.PublicationInfo;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What to ask a server for in one Full PKI Request. Transaction, nonces, proofs and numbers of the
 * parts are seen to when it is sent.
 *
 * @param wanted numbered from 1 in their order
 * @param controls besides those that every message has
 * @param enclosed what of others goes along
 * @param recipient for whom the message is encrypted besides (RFC 5272 section 5)
 * @param waiting when it was sent before and waits in the server: it is asked for, and not sent
 * @param profile rules of its own for the request and its answers
 * @param acceptance what happens when the server waits for its certificates to be accepted
 */
public record FullRequest(
    Sender sender,
    List<WantedCertificate> wanted,
    List<Control> controls,
    Enclosed enclosed,
    Optional<X509CertificateHolder> recipient,
    Optional<Waiting> waiting,
    Profile profile,
    Acceptance acceptance) {
  /** Who accepts certificates that the server wants accepted (RFC 5272 section 6.14). */
  public enum Acceptance {
    /** The client, when they are what was asked for and lead to an anchor. */
    VERIFIED,
    /** The caller, later. */
    ASK
  }

  /**
   * How the server knows a request that waits (RFC 5272 section 6.13).
   *
   * @param transaction in which it was made
   */
  public record Waiting(BigInteger transaction, Octets token) {}

  public FullRequest {
    wanted = List.copyOf(wanted);
    controls = List.copyOf(controls);
    requirePublishedOnce(controls);
  }

  /** RFC 5272 section 6.18: what two of them said about one certificate could differ. */
  private static void requirePublishedOnce(List<Control> controls) {
    Set<Octets> named = new HashSet<>();
    for (Control control : controls) {
      if (control instanceof PublicationInfo info
          && !info.certHashes().stream().allMatch(named::add)) {
        throw new IllegalArgumentException("a certificate whose publication is asked for twice");
      }
    }
  }

  public static FullRequest by(Sender sender) {
    return new FullRequest(
        sender,
        List.of(),
        List.of(),
        Enclosed.NOTHING,
        Optional.empty(),
        Optional.empty(),
        Profile.GENERAL,
        Acceptance.VERIFIED);
  }

  public FullRequest wanting(WantedCertificate... more) {
    List<WantedCertificate> all = new ArrayList<>(wanted);
    all.addAll(List.of(more));
    return new FullRequest(
        sender, all, controls, enclosed, recipient, waiting, profile, acceptance);
  }

  public FullRequest with(Control... more) {
    List<Control> all = new ArrayList<>(controls);
    all.addAll(List.of(more));
    return new FullRequest(sender, wanted, all, enclosed, recipient, waiting, profile, acceptance);
  }

  /** The parts must not have the numbers of the wanted certificates. */
  public FullRequest carrying(List<TaggedContentInfo> messages) {
    return enclosing(new Enclosed(messages, List.of()));
  }

  /** The same with data that nobody signs. */
  public FullRequest enclosing(Enclosed others) {
    return new FullRequest(
        sender, wanted, controls, others, recipient, waiting, profile, acceptance);
  }

  public FullRequest encryptedFor(X509CertificateHolder exchange) {
    return new FullRequest(
        sender, wanted, controls, enclosed, Optional.of(exchange), waiting, profile, acceptance);
  }

  public FullRequest accepting(Acceptance other) {
    return new FullRequest(sender, wanted, controls, enclosed, recipient, waiting, profile, other);
  }

  /** By the rules of a profile. What is outside of it is not sent. */
  public FullRequest under(Profile other) {
    return new FullRequest(
        sender, wanted, controls, enclosed, recipient, waiting, other, acceptance);
  }

  /** The same, which was sent before and waits in the server. */
  public FullRequest waitingAs(Waiting known) {
    return new FullRequest(
        sender, wanted, controls, enclosed, recipient, Optional.of(known), profile, acceptance);
  }

  /** For messages that follow from this request. */
  FullRequest asideBy(Sender other) {
    return new FullRequest(
        other, wanted, List.of(), Enclosed.NOTHING, recipient, waiting, profile, acceptance);
  }

  /** The number that a wanted certificate has in the message. */
  public static BodyPartId numberOf(int index) {
    return new BodyPartId(1L + index);
  }
}
