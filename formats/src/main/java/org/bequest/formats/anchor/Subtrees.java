package org.bequest.formats.anchor;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * Name constraints from outside, read to the last name in them.
 *
 * <pre>
 * NameConstraints ::= SEQUENCE {
 *   permittedSubtrees  [0] GeneralSubtrees OPTIONAL,
 *   excludedSubtrees   [1] GeneralSubtrees OPTIONAL }
 *
 * GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
 *
 * GeneralSubtree ::= SEQUENCE {
 *   base     GeneralName,
 *   minimum  [0] BaseDistance DEFAULT 0,
 *   maximum  [1] BaseDistance OPTIONAL }                      -- RFC 5914 section 2.5, RFC 5280
 * </pre>
 */
public final class Subtrees {
  private static final int SEQUENCE_0 = 0xa0;
  private static final int SEQUENCE_1 = 0xa1;
  private static final int MOST = 1000;

  private Subtrees() {}

  public static NameConstraints decode(Encoded sequence, String path) throws MalformedException {
    PartReader fields = PartReader.of(sequence, path);
    subtrees(fields.tagged(0), SEQUENCE_0, path + "/permittedSubtrees");
    subtrees(fields.tagged(1), SEQUENCE_1, path + "/excludedSubtrees");
    fields.end();
    Object value = sequence.value();
    return Asn1.typed(value, NameConstraints::getInstance, path);
  }

  private static void subtrees(Optional<Encoded> field, int identifier, String path)
      throws MalformedException {
    if (field.isEmpty()) {
      return;
    }
    if (field.get().identifier() != identifier) {
      throw new MalformedException("bad structure at " + path);
    }
    List<Encoded> trees = PartReader.elements(field.get().retagged(Encoded.SEQUENCE), MOST, path);
    if (trees.isEmpty()) {
      throw new MalformedException("no subtrees at " + path);
    }
    for (Encoded tree : trees) {
      Object value = tree.value();
      GeneralSubtree subtree = Asn1.typed(value, GeneralSubtree::getInstance, path);
      Names.general(subtree.getBase(), path + "/base");
    }
  }
}
