package org.bequest.ca.demand;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.KeyDemand;

/**
 * What a label demands of a request, beyond what its profile says.
 *
 * @param style in which /csrattrs says it; empty for the one that says most to most clients
 * @param demands of the label; a key demanded here narrows the profile's
 * @param granted rules for the names that the label itself dictates: whoever is told to ask for a
 *     name may have it
 */
public record DemandRules(
    Optional<CsrAttributes.Style> style, CsrDemands demands, List<String> granted) {
  /** Nothing beyond the profile. */
  public static final DemandRules NONE =
      new DemandRules(Optional.empty(), CsrDemands.NONE, List.of());

  /**
   * The channel binding (RFC 7030 3.5) in both places that are looked at: old clients know the
   * first only (RFC 7894 4).
   */
  public static final DemandRules LINKED =
      new DemandRules(
          Optional.empty(),
          new CsrDemands(
              List.of(),
              new KeyDemand.Any(),
              List.of(),
              Set.of(EstOids.CHALLENGE_PASSWORD, EstOids.EST_IDENTITY_LINKING)),
          List.of());

  public DemandRules {
    granted = List.copyOf(granted);
  }
}
