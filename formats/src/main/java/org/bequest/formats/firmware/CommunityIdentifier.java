package org.bequest.formats.firmware;

import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bequest.formats.hardware.HardwareModules;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * Modules that have something in common.
 *
 * <pre>
 * CommunityIdentifier ::= CHOICE {
 *   communityOID OBJECT IDENTIFIER,
 *   hwModuleList HardwareModules }                    -- RFC 4108 section 2.2.8
 * </pre>
 */
public sealed interface CommunityIdentifier {
  /** A community by its name; how a module becomes a member is not said. */
  record Named(ASN1ObjectIdentifier community) implements CommunityIdentifier {
    @Override
    public boolean holds(Set<ASN1ObjectIdentifier> memberOf, Optional<HardwareModuleName> module) {
      return memberOf.contains(community);
    }

    @Override
    public ASN1Primitive toAsn1() {
      return community;
    }
  }

  /** These modules. */
  record Listed(HardwareModules modules) implements CommunityIdentifier {
    @Override
    public boolean holds(Set<ASN1ObjectIdentifier> memberOf, Optional<HardwareModuleName> module) {
      return module.filter(modules::contains).isPresent();
    }

    @Override
    public ASN1Primitive toAsn1() {
      return modules.toAsn1();
    }
  }

  boolean holds(Set<ASN1ObjectIdentifier> memberOf, Optional<HardwareModuleName> module);

  ASN1Primitive toAsn1();

  static CommunityIdentifier decode(ASN1Encodable value, String path) throws MalformedException {
    return value.toASN1Primitive() instanceof ASN1ObjectIdentifier community
        ? new Named(community)
        : new Listed(HardwareModules.decode(value, path + "/hwModuleList"));
  }
}
