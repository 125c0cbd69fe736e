package org.bequest.formats.firmware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * Who may load the package: whoever is in one of these.
 *
 * <pre>
 * CommunityIdentifiers ::= SEQUENCE OF CommunityIdentifier -- RFC 4108 section 2.2.8
 * </pre>
 */
public record CommunityIdentifiers(List<CommunityIdentifier> communities)
    implements FirmwareAttribute {
  public CommunityIdentifiers {
    communities = List.copyOf(communities);
  }

  public static CommunityIdentifiers of(CommunityIdentifier... communities) {
    return new CommunityIdentifiers(List.of(communities));
  }

  /**
   * @param memberOf empty as well when a module does not know its communities
   * @param module empty when its serial number is not known: it is in no list of modules then
   */
  public boolean admit(Set<ASN1ObjectIdentifier> memberOf, Optional<HardwareModuleName> module) {
    return communities.stream().anyMatch(c -> c.holds(memberOf, module));
  }

  static CommunityIdentifiers decode(ASN1Encodable value, String path) throws MalformedException {
    List<CommunityIdentifier> communities = new ArrayList<>();
    for (ASN1Encodable element : Asn1.typed(value, ASN1Sequence::getInstance, path)) {
      communities.add(CommunityIdentifier.decode(element, path));
    }
    return new CommunityIdentifiers(communities);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return FirmwareOids.COMMUNITIES;
  }

  @Override
  public ASN1Encodable value() {
    ASN1EncodableVector elements = new ASN1EncodableVector();
    communities.forEach(c -> elements.add(c.toAsn1()));
    return new DERSequence(elements);
  }
}
