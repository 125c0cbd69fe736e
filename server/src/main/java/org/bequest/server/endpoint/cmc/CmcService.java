package org.bequest.server.endpoint.cmc;

import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.server.endpoint.cmc.CmcMessage.Place;

/**
 * Answers CMC messages (RFC 5272): takes the layers off, runs the {@link Pipeline}, and puts the
 * answer together. A Full PKI Request is always answered with a PKI Response.
 */
public final class CmcService {
  private final Pipeline pipeline = new Pipeline();

  /**
   * @param contentInfo what the connection brought
   */
  public CmcAnswer answer(Arrival arrival, byte[] contentInfo) {
    return switch (new Unwrapping(arrival).open(contentInfo)) {
      case Unwrapped.Unanswered(var why) ->
          new CmcAnswer(
              why.reason().httpStatus(), Optional.empty(), Optional.empty(), note("", why, ""));
      case Unwrapped unwrapped -> answer(run(arrival, unwrapped, Optional.empty()));
    };
  }

  /** The answer to a message inside another one, as a ContentInfo, with what became of it. */
  record Inner(CmcMessage message, Encoded answer) {}

  /** Empty for a message that is not answered. */
  Optional<Inner> inner(CmcMessage outer, TaggedContentInfo part) {
    byte[] contentInfo = part.contentInfo().octets();
    return switch (new Unwrapping(outer.arrival()).open(contentInfo)) {
      case Unwrapped.Unanswered _ -> Optional.empty();
      case Unwrapped unwrapped -> {
        CmcMessage message =
            run(outer.arrival(), unwrapped, Optional.of(new Place(outer, part.id())));
        yield Optional.of(new Inner(message, Encoded.known(Answering.body(message).contentInfo())));
      }
    };
  }

  private CmcMessage run(Arrival arrival, Unwrapped unwrapped, Optional<Place> place) {
    return switch (unwrapped) {
      case Unwrapped.Opened(PkiData data, Protection protection) -> {
        CmcMessage message =
            new CmcMessage(this, arrival, new CmcMessage.Found(data, protection), place);
        if (message.path().size() >= arrival.label().fullCmc().maxDepth()) {
          message.fail(Reason.BAD_REQUEST, "messages are nested deeper than is heard here");
        } else {
          pipeline.run(message);
        }
        yield message;
      }
      case Unwrapped.Broken(var why, PkiData data) -> {
        var found = new CmcMessage.Found(data, new Protection.None());
        CmcMessage message = new CmcMessage(this, arrival, found, place);
        message.fail(why);
        yield message;
      }
      case Unwrapped.Unanswered _ -> throw new IllegalStateException("not to be answered");
    };
  }

  private static CmcAnswer answer(CmcMessage message) {
    CmcAnswer.Body body = Answering.body(message);
    Results.Http http = message.results().http();
    return new CmcAnswer(http.status(), http.retryAfter(), Optional.of(body), note(message));
  }

  private static CmcAnswer.Note note(CmcMessage message) {
    String caller = message.requester().map(Requester::identity).orElse("");
    String serial =
        message.results().all().stream()
            .filter(PartOutcome.Issued.class::isInstance)
            .map(o -> ((PartOutcome.Issued) o).certificate().getSerialNumber().toString(16))
            .findFirst()
            .orElse("");
    for (PartOutcome outcome : message.results().all()) {
      switch (outcome) {
        case PartOutcome.Failed failed -> {
          return note(caller, failed, serial);
        }
        case PartOutcome.NoSupport(String detail) -> {
          return new CmcAnswer.Note(caller, Reason.NOT_IMPLEMENTED.name(), detail, serial);
        }
        case PartOutcome.PopRequired(String detail) -> {
          return new CmcAnswer.Note(caller, "POP_REQUIRED", detail, serial);
        }
        case PartOutcome.Pending _, PartOutcome.Partial _ -> {
          return new CmcAnswer.Note(caller, "PENDING", "", serial);
        }
        case PartOutcome.Issued _, PartOutcome.Done _, PartOutcome.ConfirmRequired _ -> {}
      }
    }
    return new CmcAnswer.Note(caller, "", "", serial);
  }

  private static CmcAnswer.Note note(String caller, PartOutcome.Failed why, String serial) {
    return new CmcAnswer.Note(caller, why.reason().name(), why.detail(), serial);
  }
}
