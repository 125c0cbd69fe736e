package org.bequest.crypto.path;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/**
 * The names that may still appear in a path: permitted_subtrees and excluded_subtrees of RFC 5280
 * section 6.1.2.
 *
 * @param permitted by the form of the names; a form that is missing is not constrained, one without
 *     subtrees permits nothing
 */
public record NameSpace(Map<Integer, Set<Subtree>> permitted, Set<Subtree> excluded) {
  public static final NameSpace UNBOUNDED = new NameSpace(Map.of(), Set.of());

  /** Comparisons of one step: whoever writes long lists of names and of bases pays for it. */
  private static final long MOST_COMPARISONS = 1 << 20;

  public NameSpace {
    permitted = Map.copyOf(permitted);
    excluded = Set.copyOf(excluded);
  }

  /** What constraints say of a name. */
  public enum Verdict {
    PERMITTED,
    NOT_PERMITTED,
    EXCLUDED,
    /** There are constraints of its form, which cannot be applied to it. */
    NOT_UNDERSTOOD
  }

  /** The names that are in this space and in that of the constraints. */
  public NameSpace narrowed(NameConstraints constraints) throws MalformedException {
    Map<Integer, Set<Subtree>> narrower = new HashMap<>(permitted);
    for (Map.Entry<Integer, Set<Subtree>> form :
        byForm(constraints.getPermittedSubtrees()).entrySet()) {
      Set<Subtree> before = permitted.get(form.getKey());
      narrower.put(
          form.getKey(), before == null ? form.getValue() : intersection(before, form.getValue()));
    }
    Set<Subtree> more = new LinkedHashSet<>(excluded);
    byForm(constraints.getExcludedSubtrees()).values().forEach(more::addAll);
    return new NameSpace(narrower, more);
  }

  private static Map<Integer, Set<Subtree>> byForm(GeneralSubtree @Nullable [] subtrees)
      throws MalformedException {
    Map<Integer, Set<Subtree>> forms = new HashMap<>();
    if (subtrees != null) {
      for (GeneralSubtree subtree : subtrees) {
        Subtree tree = Subtree.of(subtree);
        forms.computeIfAbsent(tree.form(), _ -> new LinkedHashSet<>()).add(tree);
      }
    }
    return forms;
  }

  private static Set<Subtree> intersection(Set<Subtree> some, Set<Subtree> others)
      throws MalformedException {
    bounded(some.size(), others.size());
    Set<Subtree> both = new LinkedHashSet<>();
    for (Subtree one : some) {
      for (Subtree other : others) {
        common(one, other).ifPresent(both::add);
      }
    }
    return both;
  }

  private static Optional<Subtree> common(Subtree one, Subtree other) {
    if (one.contains(other) || one.equals(other)) {
      return Optional.of(other);
    }
    return other.contains(one) ? Optional.of(one) : Optional.empty();
  }

  /** What is said of all these names: the first that is not permitted decides. */
  public Verdict verdict(List<GeneralName> names) throws MalformedException {
    int subtrees = excluded.size() + permitted.values().stream().mapToInt(Set::size).sum();
    bounded(names.size(), subtrees);
    for (GeneralName name : names) {
      Verdict verdict = verdict(name);
      if (verdict != Verdict.PERMITTED) {
        return verdict;
      }
    }
    return Verdict.PERMITTED;
  }

  private Verdict verdict(GeneralName name) throws MalformedException {
    List<Subtree> bad = new ArrayList<>(excluded);
    bad.removeIf(tree -> tree.form() != name.getTagNo());
    Set<Subtree> good = permitted.get(name.getTagNo());
    if (bad.isEmpty() && good == null) {
      return Verdict.PERMITTED;
    }
    Optional<Subtree> single = Subtree.of(name);
    if (single.isEmpty()) {
      return Verdict.NOT_UNDERSTOOD;
    }
    if (bad.stream().anyMatch(tree -> touches(tree, single.get()))) {
      return Verdict.EXCLUDED;
    }
    return good == null || good.stream().anyMatch(tree -> tree.contains(single.get()))
        ? Verdict.PERMITTED
        : Verdict.NOT_PERMITTED;
  }

  /** A name with a wildcard stands for hosts of which one may be excluded. */
  private static boolean touches(Subtree excluded, Subtree name) {
    return excluded.contains(name)
        || (name instanceof Subtree.Hosts wild
            && excluded instanceof Subtree.Hosts tree
            && wild.host().startsWith("*.")
            && tree.host().endsWith(wild.host().substring(1)));
  }

  private static void bounded(long some, long others) throws MalformedException {
    if (some * others > MOST_COMPARISONS) {
      throw new MalformedException("too many names for so many constraints");
    }
  }
}
