package org.bequest.server.endpoint.cmc;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.control.AddExtensions;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.wire.Reason;

/**
 * Step 8: what registration authorities make of the requests (RFC 5272 6.5): layer by layer, the
 * innermost first, so that the outermost has the last word. What comes of it is judged by the same
 * rules as a request of anybody, and within what the registration authority may name.
 */
final class Modification implements Step {
  /** One control, applied to one request. */
  private record Change(
      BodyPartId control, CmcMessage holder, Edit edit, List<BodyPartId> requests) {}

  @Override
  public boolean take(CmcMessage message) {
    List<Change> changes = changes(message);
    for (Change change : changes) {
      if (!change.requests().stream().allMatch(r -> message.wanted(r).isPresent())) {
        refused(message, change, "it refers to a request that is not there");
        return false;
      }
    }
    message.wanted().forEach(w -> change(message, w, changes));
    return !message.results().hasFailed();
  }

  /** By layer; within one, those that add before those that replace or delete. */
  private static List<Change> changes(CmcMessage message) {
    Stream<Change> added =
        Assertion.about(message, AddExtensions.class, a -> List.of(a.pkiData())).stream()
            .map(a -> of(a, new Edit.Add(a.control().extensions()), a.control().requests()));
    Stream<Change> changed =
        Assertion.about(message, ModCertTemplate.class, m -> m.pkiData().ids()).stream()
            .map(m -> of(m, Edit.of(m.control()), m.control().requests()));
    return Stream.concat(added, changed)
        .sorted(Comparator.comparingInt(c -> -c.holder().path().size()))
        .toList();
  }

  private static Change of(Assertion<?> by, Edit edit, List<BodyPartId> requests) {
    return new Change(by.part(), by.holder(), edit, requests);
  }

  private static void change(CmcMessage message, Wanted wanted, List<Change> changes) {
    List<Change> own = changes.stream().filter(c -> c.requests().contains(wanted.id())).toList();
    if (own.isEmpty() || wanted.proven().isEmpty()) {
      return;
    }
    for (Change change : own) {
      if (conflicts(change, own)) {
        refused(message, change, "two controls of one layer add the same extension differently");
        return;
      }
    }
    Restatement restatement = new Restatement(wanted.csr());
    for (Change change : own) {
      Optional<String> fault = change.edit().apply(restatement);
      if (fault.isPresent()) {
        refused(message, change, fault.get());
        return;
      }
    }
    try {
      wanted.restate(restatement.csr());
    } catch (MalformedException e) {
      refused(message, own.getLast(), String.valueOf(e.getMessage()));
    }
  }

  /** RFC 5272 6.5.2: within one layer nobody has the last word. */
  private static boolean conflicts(Change change, List<Change> own) {
    return own.stream()
        .filter(c -> !c.control().equals(change.control()) && c.holder().equals(change.holder()))
        .anyMatch(c -> c.edit().conflicts(change.edit()));
  }

  private static void refused(CmcMessage message, Change change, String detail) {
    PartOutcome.Failed failed = PartOutcome.failed(Reason.BAD_REQUEST, detail);
    change.holder().settle(change.control(), failed);
    message.fail(failed);
  }
}
