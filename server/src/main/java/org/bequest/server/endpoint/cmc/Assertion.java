package org.bequest.server.endpoint.cmc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;

/**
 * A control that says something about requests in a message: in that message itself, or in one
 * around it.
 *
 * @param holder the message that has the control
 * @param part number of the control there
 */
record Assertion<C extends Control>(CmcMessage holder, BodyPartId part, C control) {
  /**
   * All controls of a type that are about a message; those of inner layers first, so that outer
   * ones have the last word (RFC 5272 6.5.1).
   *
   * @param target the path from the message that has the control to the one that it is about; zero
   *     is that message itself
   */
  static <C extends Control> List<Assertion<C>> about(
      CmcMessage message, Class<C> type, Function<C, List<BodyPartId>> target) {
    List<Assertion<C>> found = new ArrayList<>();
    List<BodyPartId> path = new ArrayList<>();
    Optional<CmcMessage> holder = Optional.of(message);
    while (holder.isPresent()) {
      CmcMessage at = holder.get();
      List<BodyPartId> wanted = path.isEmpty() ? List.of(BodyPartId.WHOLE) : List.copyOf(path);
      of(at, type).filter(a -> target.apply(a.control()).equals(wanted)).forEach(found::add);
      at.place().ifPresent(p -> path.addFirst(p.part()));
      holder = at.place().map(CmcMessage.Place::outer);
    }
    return found;
  }

  /** All controls of a type that a message has. */
  static <C extends Control> Stream<Assertion<C>> of(CmcMessage holder, Class<C> type) {
    return holder.tagged().stream()
        .filter(t -> type.isInstance(t.control()))
        .map(t -> of(holder, t, type));
  }

  private static <C extends Control> Assertion<C> of(
      CmcMessage holder, TaggedAttribute tagged, Class<C> type) {
    return new Assertion<>(holder, tagged.id(), type.cast(tagged.control()));
  }

  void settle(PartOutcome outcome) {
    holder.settle(part, outcome);
  }
}
