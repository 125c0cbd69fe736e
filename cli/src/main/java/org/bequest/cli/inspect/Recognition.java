package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;

/**
 * Finds out what an item is: by what the user says, by the label of its PEM block, by the shape of
 * its encoding, or by trying what a message may hold.
 */
record Recognition(Inspection in) {
  /**
   * @throws MalformedException with the fault, when it is nothing that is known or is broken
   */
  Subject of(Item item) throws MalformedException {
    List<Document> candidates = candidates(item);
    List<MalformedException> faults = new ArrayList<>();
    for (Document candidate : candidates) {
      try {
        return subject(candidate, item);
      } catch (MalformedException e) {
        faults.add(e);
      }
    }
    Optional<Subject> bare = item.label().isEmpty() ? bare(item) : Optional.empty();
    if (bare.isPresent()) {
      return bare.get();
    }
    throw faults.isEmpty() ? unknown(item) : faults.getFirst();
  }

  private static MalformedException unknown(Item item) {
    String what = item.label().isEmpty() ? "" : ", and no " + item.label() + " either";
    return new MalformedException("none of the objects that are known here" + what);
  }

  /** An item of a type that the user names. */
  Subject of(Item item, String type) throws MalformedException {
    return subject(
        all().filter(d -> d.name().equalsIgnoreCase(type)).findFirst().orElseThrow(), item);
  }

  boolean knows(String type) {
    return all().anyMatch(d -> d.name().equalsIgnoreCase(type));
  }

  /** Everything that a user may name. */
  String names() {
    return all().map(Document::name).distinct().sorted().collect(Collectors.joining(", "));
  }

  private Stream<Document> all() {
    return Stream.concat(
        in.nouns().documents().stream(), in.nouns().contents().stream().map(Document::ofContent));
  }

  private List<Document> candidates(Item item) {
    List<Document> all = in.nouns().documents();
    List<Document> labelled = all.stream().filter(d -> d.labels().contains(item.label())).toList();
    return labelled.isEmpty() ? all.stream().filter(d -> d.looks().test(item)).toList() : labelled;
  }

  private Subject subject(Document document, Item item) throws MalformedException {
    return new Subject(
        document.name(),
        document.source(),
        item.encoding(),
        item.octets().length,
        item.judged(shown(document, item)));
  }

  /** Bouncy Castle looks into some fields only when they are asked for. */
  private Shown shown(Document document, Item item) throws MalformedException {
    try {
      return document.reader().read(item.octets(), in);
    } catch (RuntimeException e) {
      throw new MalformedException("bad structure at /" + document.name(), e);
    }
  }

  /** Content of a message that lies in a file without one. Two types may look the same then. */
  private Optional<Subject> bare(Item item) {
    List<Subject> found = new ArrayList<>();
    for (Kind kind : item.isAsn1() ? in.nouns().contents() : List.<Kind>of()) {
      try {
        found.add(subject(Document.ofContent(kind), item));
      } catch (MalformedException _) {
        // It is another kind.
      }
    }
    if (found.size() < 2) {
      return found.stream().findFirst();
    }
    String others = found.stream().skip(1).map(Subject::name).collect(Collectors.joining(", "));
    return Optional.of(found.getFirst().but("may be " + others + " as well: --as says which"));
  }
}
