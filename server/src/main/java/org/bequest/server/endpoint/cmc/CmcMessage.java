package org.bequest.server.endpoint.cmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.server.endpoint.cmc.Protection.KnownSecret;
import org.bequest.server.label.CmcServices;
import org.bequest.server.label.Label;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * One message on its way through the {@link Pipeline}: what came, what was found out so far, and
 * what became of its parts. A message inside another has one of its own. Used by one thread.
 */
public final class CmcMessage {
  private final CmcService service;
  private final Arrival arrival;
  private final PkiData data;
  private final Protection protection;
  private final Optional<Place> place;
  private final Results results = new Results();
  private final Reply reply = new Reply();
  private final List<List<String>> limits = new ArrayList<>();
  private List<Wanted> wanted = List.of();
  private Optional<Requester> requester = Optional.empty();
  private Optional<KnownSecret> secret = Optional.empty();

  /** Where a message stands: in the cmsSequence of another one, under this number. */
  public record Place(CmcMessage outer, BodyPartId part) {}

  /** What was under its layers. */
  record Found(PkiData data, Protection protection) {}

  CmcMessage(CmcService service, Arrival arrival, Found found, Optional<Place> place) {
    this.service = service;
    this.arrival = arrival;
    this.data = found.data();
    this.protection = found.protection();
    this.place = place;
  }

  public Arrival arrival() {
    return arrival;
  }

  public Label label() {
    return arrival.label();
  }

  /** What the meaning of a control may need of the service. */
  public CmcServices services() {
    return arrival.label().fullCmc().services();
  }

  /** With the octets of its requests as they came. */
  public PkiData data() {
    return data;
  }

  public Protection protection() {
    return protection;
  }

  /** Empty for what the connection brought. */
  public Optional<Place> place() {
    return place;
  }

  /** The numbers that lead to this message from the outermost one, which has none. */
  public List<BodyPartId> path() {
    return place
        .map(p -> Stream.concat(p.outer().path().stream(), Stream.of(p.part())).toList())
        .orElse(List.of());
  }

  /**
   * Answers a message that stands in this one's cmsSequence, as if it had come by itself from a
   * registration authority's connection; empty for one that is not answered.
   */
  Optional<CmcService.Inner> answerInner(TaggedContentInfo part) {
    return service.inner(this, part);
  }

  public Results results() {
    return results;
  }

  public Reply reply() {
    return reply;
  }

  /** What became of a part. The first word on a part stands. */
  public void settle(BodyPartId part, PartOutcome outcome) {
    results.put(part, outcome);
  }

  /** Whether it failed as a whole. */
  boolean hasEnded() {
    return results.of(BodyPartId.WHOLE).isPresent();
  }

  /** Ends the message: nothing more of it is done. */
  public void fail(Reason reason, CmcFailInfo failInfo, String detail) {
    settle(BodyPartId.WHOLE, PartOutcome.failed(reason, failInfo, detail));
  }

  public void fail(PartOutcome.Failed why) {
    settle(BodyPartId.WHOLE, why);
  }

  public void fail(Reason reason, String detail) {
    settle(BodyPartId.WHOLE, PartOutcome.failed(reason, detail));
  }

  /** Its certification requests, except those in a format that nobody here knows. */
  public List<Wanted> wanted() {
    return wanted;
  }

  void wants(List<Wanted> requests) {
    wanted = List.copyOf(requests);
  }

  public Optional<Wanted> wanted(BodyPartId id) {
    return wanted.stream().filter(w -> w.id().equals(id)).findFirst();
  }

  /** Who asks, when that is known: from the step on that finds it out. */
  public Optional<Requester> requester() {
    return requester;
  }

  void isFrom(Requester who) {
    requester = Optional.of(who);
  }

  /** The shared secret that its sender has shown to know. */
  public Optional<KnownSecret> secret() {
    return secret;
  }

  void isProvenBy(KnownSecret known) {
    secret = Optional.of(known);
  }

  /** Whoever brings it may ask for these names alone, for anybody (security rule S-21). */
  void limit(List<String> names) {
    limits.add(List.copyOf(names));
  }

  /** Grants of which each must allow every name that is asked for. */
  List<List<String>> limits() {
    return List.copyOf(limits);
  }

  /**
   * Whether a registration authority that counts under this label has signed it. Neither its
   * connection nor its word for somebody else gives the power of its controls to what it passes on
   * (RFC 6402 2.12, security rule S-21).
   */
  public boolean isFromRegistrar() {
    return requester
        .filter(r -> r.role() instanceof Role.Registrar)
        .flatMap(Requester::certificate)
        .filter(this::isSignedBy)
        .isPresent();
  }

  private boolean isSignedBy(X509CertificateHolder certificate) {
    return protection instanceof Protection.Signed(var signers, var _)
        && signers.contains(certificate);
  }

  /** The controls of one type, in their order. */
  public <C extends Control> List<C> controls(Class<C> type) {
    return data.controls(type);
  }

  /** The only control of a type; whoever sends two of one is refused before. */
  public <C extends Control> Optional<C> control(Class<C> type) {
    return data.controls(type).stream().findFirst();
  }

  List<TaggedAttribute> tagged() {
    return data.controlSequence();
  }
}
