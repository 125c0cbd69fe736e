package org.bequest.ca.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.ca.Decision;
import org.bequest.ca.profile.Profile;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.pkix.WantedExtension;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What requests under one label must hold: said in /csrattrs (RFC 7030 4.5.2, RFC 9908), and
 * demanded of each request in the same words. Extensions that the profile merely copies are asked
 * for and not demanded.
 */
public final class Demands {
  private final CsrDemands said;
  private final CsrDemands enforced;
  private final Optional<CsrAttributes.Style> style;

  private Demands(CsrDemands said, CsrDemands enforced, Optional<CsrAttributes.Style> style) {
    this.said = said;
    this.enforced = enforced;
    this.style = style;
  }

  /** Of a profile, with what a label adds. */
  public static Demands of(Profile profile, DemandRules rules) {
    CsrDemands own = rules.demands();
    KeyDemand key =
        own.key() instanceof KeyDemand.Any ? ProfileKey.common(profile.algorithms()) : own.key();
    List<WantedExtension> all = new ArrayList<>(own.extensions());
    wishes(profile, own).forEach(all::add);
    return new Demands(
        new CsrDemands(own.subject(), key, all, own.named(), own.attributes()), own, rules.style());
  }

  private static Stream<WantedExtension> wishes(Profile profile, CsrDemands own) {
    List<ASN1ObjectIdentifier> demanded =
        own.extensions().stream().map(WantedExtension::id).toList();
    return profile.copiedExtensions().stream()
        .filter(id -> !demanded.contains(id))
        .map(WantedExtension::open);
  }

  /** DER of the CsrAttrs; an empty array when there is nothing to say. */
  public byte[] encode() {
    return said.equals(CsrDemands.NONE)
        ? new byte[0]
        : CsrAttributes.of(said, style.orElseGet(this::bestStyle)).encode();
  }

  /** The list, which old clients know, unless it lacks the words. */
  private CsrAttributes.Style bestStyle() {
    boolean needsTemplate =
        !said.subject().isEmpty()
            || said.extensions().stream().anyMatch(WantedExtension::isPartial);
    return needsTemplate ? CsrAttributes.Style.BOTH : CsrAttributes.Style.LIST;
  }

  /**
   * Why a request does not do what was demanded (RFC 7030 4.5.2); empty when it does.
   *
   * @param names whether its names count too: those of a renewal are its certificate's (RFC 7030
   *     4.2.2)
   */
  public Optional<Decision.Refused> check(Csr csr, boolean names) {
    return new DemandCheck(csr).first(names ? enforced : enforced.withoutNames());
  }
}
