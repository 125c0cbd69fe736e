package org.bequest.crypto.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The valid policies of a path. RFC 5280 section 6.1 describes a tree, which a path with crossing
 * mappings can blow up exponentially; RFC 9618 makes it a graph with the same results, in which a
 * policy has one node at each depth.
 */
final class PolicyGraph {
  static final ASN1ObjectIdentifier ANY = new ASN1ObjectIdentifier("2.5.29.32.0");

  private Map<ASN1ObjectIdentifier, Node> before = Map.of();
  private Map<ASN1ObjectIdentifier, Node> level = new LinkedHashMap<>();

  PolicyGraph() {
    level.put(ANY, new Node(ANY, List.of()));
  }

  private static final class Node {
    private final ASN1ObjectIdentifier policy;
    private final List<Node> parents;
    private Set<ASN1ObjectIdentifier> expected;

    Node(ASN1ObjectIdentifier policy, List<Node> parents) {
      this.policy = policy;
      this.parents = List.copyOf(parents);
      this.expected = Set.of(policy);
    }
  }

  /** Whether no policy is valid any more (a valid_policy_tree of NULL). */
  boolean isEmpty() {
    return level.isEmpty();
  }

  void clear() {
    level = new LinkedHashMap<>();
  }

  /**
   * Section 6.1.3 (d).
   *
   * @param anyCounts whether anyPolicy of this certificate stands for others
   */
  void certificate(Collection<ASN1ObjectIdentifier> policies, boolean anyCounts) {
    Map<ASN1ObjectIdentifier, List<Node>> expecting = new LinkedHashMap<>();
    for (Node node : level.values()) {
      node.expected.forEach(p -> expecting.computeIfAbsent(p, _ -> new ArrayList<>()).add(node));
    }
    Map<ASN1ObjectIdentifier, Node> next = new LinkedHashMap<>();
    for (ASN1ObjectIdentifier policy : policies) {
      List<Node> parents = expecting.getOrDefault(policy, expecting.getOrDefault(ANY, List.of()));
      if (!policy.equals(ANY) && !parents.isEmpty()) {
        next.put(policy, new Node(policy, parents));
      }
    }
    if (anyCounts && policies.contains(ANY)) {
      expecting.forEach((policy, nodes) -> next.putIfAbsent(policy, new Node(policy, nodes)));
    }
    before = level;
    level = next;
  }

  /** Section 6.1.4 (b) (1): policies of the issuer are called otherwise by the subject. */
  void map(Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> mappings) {
    mappings.forEach((policy, others) -> {
      if (!level.containsKey(policy) && level.containsKey(ANY) && before.containsKey(ANY)) {
        level.put(policy, new Node(policy, List.of(before.get(ANY))));
      }
      Optional.ofNullable(level.get(policy)).ifPresent(node -> node.expected = Set.copyOf(others));
    });
  }

  /** Section 6.1.4 (b) (2): where mapping is inhibited, what would be mapped is lost. */
  void remove(Set<ASN1ObjectIdentifier> mapped) {
    level.keySet().removeAll(mapped);
  }

  /**
   * Section 6.1.5 (g): the policies of the last certificate for which some policy of the first is
   * among the initial ones; anyPolicy is one of them if all are acceptable, or stands for those
   * that the path says nothing about.
   *
   * @param initial empty for any-policy
   */
  Set<ASN1ObjectIdentifier> valid(Optional<Set<ASN1ObjectIdentifier>> initial) {
    if (initial.isEmpty() || initial.get().contains(ANY)) {
      return Set.copyOf(level.keySet());
    }
    Set<Node> acceptable = acceptable(initial.get());
    Set<ASN1ObjectIdentifier> valid = new LinkedHashSet<>();
    level.values().stream().filter(acceptable::contains).forEach(n -> valid.add(n.policy));
    if (level.containsKey(ANY)) {
      Set<ASN1ObjectIdentifier> unmentioned = new HashSet<>(initial.get());
      roots().forEach(root -> unmentioned.remove(root.policy));
      valid.addAll(unmentioned);
    }
    return Set.copyOf(valid);
  }

  /** Nodes of the last level that descend from a policy of the anchor's domain that is wanted. */
  private Set<Node> acceptable(Set<ASN1ObjectIdentifier> initial) {
    Map<Node, List<Node>> children = new LinkedHashMap<>();
    Deque<Node> wanted = new ArrayDeque<>();
    for (Node node : all()) {
      node.parents.forEach(p -> children.computeIfAbsent(p, _ -> new ArrayList<>()).add(node));
      if (isRoot(node) && initial.contains(node.policy)) {
        wanted.add(node);
      }
    }
    Set<Node> found = new HashSet<>();
    while (!wanted.isEmpty()) {
      Node node = wanted.pop();
      if (found.add(node)) {
        wanted.addAll(children.getOrDefault(node, List.of()));
      }
    }
    return found;
  }

  private List<Node> roots() {
    return all().stream().filter(PolicyGraph::isRoot).toList();
  }

  /** Its policy is one of the anchor's domain: nothing but anyPolicy is above it. */
  private static boolean isRoot(Node node) {
    return !node.policy.equals(ANY) && node.parents.stream().anyMatch(p -> p.policy.equals(ANY));
  }

  /** Each node from which the last level descends, once: the pruned graph. */
  private Set<Node> all() {
    Set<Node> all = new LinkedHashSet<>();
    Deque<Node> open = new ArrayDeque<>(level.values());
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (all.add(node)) {
        open.addAll(node.parents);
      }
    }
    return all;
  }
}
