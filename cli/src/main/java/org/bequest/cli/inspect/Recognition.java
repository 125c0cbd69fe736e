package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;

/**
 * Finds out what an item is: by the label of its PEM block, else by the shape of its encoding, else
 * by trying what a message may hold.
 */
record Recognition(Inspection in) {
  /**
   * @throws MalformedException with the fault, when it is nothing that is known or is broken
   */
  Subject of(Item item) throws MalformedException {
    List<Document> candidates = candidates(item);
    MalformedException last = null;
    for (Document candidate : candidates) {
      try {
        return subject(candidate, item);
      } catch (MalformedException e) {
        last = last == null ? e : last;
      }
    }
    if (last != null) {
      throw last;
    }
    return bare(item)
        .orElseThrow(() -> new MalformedException("none of the objects that are known here"));
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
        item,
        item.judged(document.reader().read(item.octets(), in)));
  }

  /** Content of a message that lies in a file without one. */
  private Optional<Subject> bare(Item item) {
    List<Subject> found = new ArrayList<>();
    for (Kind kind : item.isAsn1() ? in.nouns().contents() : List.<Kind>of()) {
      try {
        Shown shown = item.judged(kind.reader().read(item.octets(), in));
        found.add(new Subject(kind.name(), "", item, shown));
      } catch (MalformedException _) {
        // it is another kind
      }
    }
    return found.stream().findFirst();
  }
}
