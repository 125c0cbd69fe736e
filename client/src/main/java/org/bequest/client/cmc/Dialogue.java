package org.bequest.client.cmc;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.client.cmc.MessageWriter.Asked;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.ConfirmCertAcceptance;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cmc.control.QueryPending;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cmc.status.CmcStatus;
import org.bequest.formats.cmc.status.OtherStatusInfo.PendInfo;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.CmcFailInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/**
 * One Full PKI Request and all that follows from it: messages to send, answers to judge, in turn.
 * The requests stay the same octets in all of it; every message has a new nonce.
 */
public final class Dialogue {
  private final FullRequest request;
  private final Asked asked;
  private Transaction transaction;
  private @Nullable Octets token;
  private Draft next;

  /**
   * @throws IllegalArgumentException when the request is outside of its profile
   */
  public Dialogue(FullRequest request) {
    request
        .profile()
        .fault(request)
        .ifPresent(fault -> {
          throw new IllegalArgumentException(fault);
        });
    this.request = request;
    this.asked = new MessageWriter(request).ask();
    Optional<FullRequest.Waiting> waiting = request.waiting();
    this.transaction =
        waiting.map(w -> Transaction.continued(w.transaction())).orElseGet(Transaction::begin);
    this.token = waiting.map(FullRequest.Waiting::token).orElse(null);
    this.next =
        waiting
            .map(w -> aside(request, List.of(new QueryPending(w.token()))))
            .orElseGet(() -> new Draft(request, asked, request.controls()));
  }

  /** A message without what makes it a single one: transaction, nonce, signature. */
  private record Draft(FullRequest by, Asked asked, List<Control> controls) {}

  /** Under which the server may authenticate its answers, where it may. */
  private Optional<Secret> password() {
    if (request.profile() == Profile.CNSA) {
      return Optional.empty();
    }
    return switch (request.sender()) {
      case Sender.Authenticating(SharedSecret secret) -> Optional.of(secret.password());
      case Sender.Proving(SharedSecret secret, var _) -> Optional.of(secret.password());
      case Sender.Certified _, Sender.Unnamed _, Sender.Unsigned _ -> Optional.empty();
    };
  }

  public boolean isOf(FullRequest other) {
    return request.equals(other);
  }

  /** The message to send now, as a ContentInfo in DER; another one each time. */
  public byte[] message(Instant now) {
    transaction = transaction.renewed();
    List<Control> controls = new ArrayList<>(transaction.controls());
    controls.addAll(next.controls());
    return new MessageWriter(next.by()).write(next.asked(), controls, now);
  }

  /** What is wanted, as PKCS#10 whatever was sent: to compare certificates with. */
  public List<Csr> wantedRequests() {
    return request.wanted().stream()
        .map(w -> new RequestWriter(w, false, Optional.empty()).plain())
        .toList();
  }

  /** The requests, one for each wanted certificate in its order. */
  public List<TaggedRequest> requests() {
    return asked.requests().requests();
  }

  /**
   * Judges what the server sent for the last {@link #message}, and has the next one ready if one
   * follows from it.
   */
  public Verdict answered(byte[] contentInfo, SignerTrust trust, Instant now)
      throws MalformedException {
    return switch (opened(contentInfo, trust, now)) {
      case Answer.Unbelievable(String why) -> new Verdict.Unbelievable(why);
      case Answer.Simple simple -> new Verdict.Granted(simple.certificates(), simple);
      case Answer.Full(FullResponse response) -> {
        Optional<String> fault = transaction.fault(response.response());
        if (fault.isPresent()) {
          yield new Verdict.Unbelievable(fault.get());
        }
        transaction = transaction.after(response.response());
        yield judged(response);
      }
    };
  }

  private Answer opened(byte[] contentInfo, SignerTrust trust, Instant now)
      throws MalformedException {
    Optional<Secret> password = password();
    List<RecipientKey> keys =
        password.<RecipientKey>map(RecipientKey.Password::new).stream().toList();
    try {
      return new AnswerOpener(trust, request.profile(), keys, now).open(contentInfo);
    } finally {
      password.ifPresent(Secret::close);
    }
  }

  private Verdict judged(FullResponse response) throws MalformedException {
    List<EncryptedPop> challenges = response.controls(EncryptedPop.class);
    if (!challenges.isEmpty()) {
      return challenged(challenges);
    }
    List<StatusInfo> statuses = response.statuses();
    List<StatusInfo> bad = withStatus(statuses, CmcStatus.FAILED, CmcStatus.NO_SUPPORT);
    List<StatusInfo> unproven = withStatus(statuses, CmcStatus.POP_REQUIRED);
    List<StatusInfo> waiting = withStatus(statuses, CmcStatus.PENDING, CmcStatus.PARTIAL);
    if (!bad.isEmpty() || !unproven.isEmpty()) {
      return new Verdict.Failed(bad.isEmpty() ? unproven : bad, response);
    }
    if (!waiting.isEmpty()) {
      return pending(waiting, response);
    }
    return withStatus(statuses, CmcStatus.CONFIRM_REQUIRED).isEmpty()
        ? new Verdict.Granted(response.allCertificates(), new Answer.Full(response))
        : new Verdict.ToConfirm(response.allCertificates(), response);
  }

  private static List<StatusInfo> withStatus(List<StatusInfo> statuses, CmcStatus... wanted) {
    return statuses.stream().filter(s -> List.of(wanted).contains(s.status())).toList();
  }

  private Verdict challenged(List<EncryptedPop> challenges) throws MalformedException {
    Optional<List<Control>> answers =
        new Challenges(request, asked.requests().requests()).answers(challenges);
    if (answers.isPresent()) {
      List<Control> controls = new ArrayList<>(request.controls());
      controls.addAll(answers.get());
      next = new Draft(request, asked, controls);
      return new Verdict.Challenged();
    }
    List<BodyPartId> parts = challenges.stream().map(c -> c.request().id()).toList();
    StatusInfo failed =
        StatusInfo.failed(CmcFailInfo.POP_FAILED, "the challenge cannot be answered", parts);
    next = aside(request, List.of(new StatusInfoV2(failed)));
    return new Verdict.BadChallenge();
  }

  /** A server that answers a question may leave the token out: it is still the same. */
  private Verdict pending(List<StatusInfo> waiting, FullResponse response)
      throws MalformedException {
    Optional<PendInfo> info = waiting.stream().flatMap(s -> s.pendInfo().stream()).findFirst();
    Optional<Octets> known = info.map(PendInfo::token).or(() -> Optional.ofNullable(token));
    if (known.isEmpty()) {
      throw new MalformedException("the request is pending, and there is nothing to ask with");
    }
    token = known.get();
    next = aside(request, List.of(new QueryPending(known.get())));
    return new Verdict.Pending(
        new FullRequest.Waiting(transaction.id(), known.get()), info.map(PendInfo::time), response);
  }

  /** Has a message ready that accepts these certificates (RFC 5272 section 6.14). */
  public void accept(List<X509Certificate> certificates) {
    List<Control> controls = new ArrayList<>();
    controls.add(new StatusInfoV2(StatusInfo.of(CmcStatus.SUCCESS, parts())));
    for (X509Certificate certificate : certificates) {
      X500Name issuer = X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
      controls.add(new ConfirmCertAcceptance(issuer, certificate.getSerialNumber()));
    }
    next = aside(request, controls);
  }

  /** Has a message ready that rejects what was issued. */
  public void reject(String why) {
    StatusInfo failed = StatusInfo.failed(CmcFailInfo.BAD_REQUEST, why, parts());
    next = aside(request, List.of(new StatusInfoV2(failed)));
  }

  private List<BodyPartId> parts() {
    List<BodyPartId> parts = asked.requests().requests().stream().map(TaggedRequest::id).toList();
    return parts.isEmpty() ? List.of(BodyPartId.WHOLE) : parts;
  }

  /**
   * A message without requests, by the same sender. A key that has no certificate yet signs it as
   * it signed its request; who knows a secret needs no key for a MAC, where MACs are taken.
   */
  private static Draft aside(FullRequest request, List<Control> controls) {
    Sender sender =
        switch (request.sender()) {
          case Sender.Proving(SharedSecret secret, var _)
              when request.profile() == Profile.GENERAL ->
              new Sender.Authenticating(secret);
          case Sender.Proving _,
              Sender.Certified _,
              Sender.Unnamed _,
              Sender.Authenticating _,
              Sender.Unsigned _ ->
              request.sender();
        };
    return new Draft(request.asideBy(sender), Asked.NOTHING, controls);
  }
}
