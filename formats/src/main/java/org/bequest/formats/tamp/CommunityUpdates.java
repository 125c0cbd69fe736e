package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/**
 * Communities to leave, before those to join.
 *
 * <pre>
 * CommunityUpdates ::= SEQUENCE {
 *   remove  [1] CommunityIdentifierList OPTIONAL,
 *   add     [2] CommunityIdentifierList OPTIONAL }
 *    -- At least one MUST be present                  -- RFC 5934 section 4.7
 * </pre>
 *
 * @param remove present and empty for all of them
 * @param add not empty when present
 */
public record CommunityUpdates(
    Optional<CommunityIdentifierList> remove, Optional<CommunityIdentifierList> add) {
  private static final int REMOVE = 1;
  private static final int ADD = 2;

  public CommunityUpdates {
    if (!isValid(remove, add)) {
      throw new IllegalArgumentException("no communities to remove or to add");
    }
  }

  private static boolean isValid(
      Optional<CommunityIdentifierList> remove, Optional<CommunityIdentifierList> add) {
    return add.map(list -> !list.communities().isEmpty()).orElse(remove.isPresent());
  }

  public static CommunityUpdates add(CommunityIdentifierList communities) {
    return new CommunityUpdates(Optional.empty(), Optional.of(communities));
  }

  public static CommunityUpdates remove(CommunityIdentifierList communities) {
    return new CommunityUpdates(Optional.of(communities), Optional.empty());
  }

  public static CommunityUpdates removeAll() {
    return remove(CommunityIdentifierList.of());
  }

  static CommunityUpdates decode(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.of(value, path);
    Optional<CommunityIdentifierList> remove = fields.communities(REMOVE);
    Optional<CommunityIdentifierList> add = fields.communities(ADD);
    fields.end();
    if (!isValid(remove, add)) {
      throw new MalformedException("no communities to remove or to add at " + path);
    }
    return new CommunityUpdates(remove, add);
  }

  Encoded encode() {
    return new Fields.Written().communities(REMOVE, remove).communities(ADD, add).sequence();
  }
}
