package org.bequest.ca.local;

import java.util.List;
import java.util.Set;
import org.bequest.ca.demand.DemandRules;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.KeyDemand;
import org.bequest.formats.pkix.WantedExtension;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What a profile demands of the next request, as CSR attributes (RFC 7030 4.5.2, RFC 9908). */
final class ProfileDemands {
  private ProfileDemands() {}

  /** Empty when there is nothing to demand. */
  static byte[] encode(Profile profile, DemandRules rules) {
    Set<ASN1ObjectIdentifier> named = rules.demands().named();
    List<WantedExtension> extensions =
        profile.copiedExtensions().stream()
            .map(id -> new WantedExtension(id, false, null))
            .toList();
    CsrDemands demands = new CsrDemands(List.of(), key(profile), extensions, named);
    if (demands.equals(CsrDemands.NONE)) {
      return new byte[0];
    }
    // The list has no words for an extension whose value the client chooses.
    CsrAttributes.Style style =
        extensions.isEmpty() ? CsrAttributes.Style.LIST : CsrAttributes.Style.BOTH;
    return CsrAttributes.of(demands, style).encode();
  }

  /** The attributes can name one kind of key: with several allowed, none is demanded. */
  private static KeyDemand key(Profile profile) {
    if (profile.algorithms().size() != 1) {
      return new KeyDemand.Any();
    }
    KeyAlgorithm only = profile.algorithms().iterator().next();
    return switch (only) {
      case P256 -> curve(SECObjectIdentifiers.secp256r1);
      case P384 -> curve(SECObjectIdentifiers.secp384r1);
      case P521 -> curve(SECObjectIdentifiers.secp521r1);
      case RSA_2048 -> new KeyDemand.Rsa(2048);
      case RSA_3072 -> new KeyDemand.Rsa(3072);
      case RSA_4096 -> new KeyDemand.Rsa(4096);
      case ED25519 -> plain(EdECObjectIdentifiers.id_Ed25519);
      case ML_DSA_44 -> plain(NISTObjectIdentifiers.id_ml_dsa_44);
      case ML_DSA_65 -> plain(NISTObjectIdentifiers.id_ml_dsa_65);
      case ML_DSA_87 -> plain(NISTObjectIdentifiers.id_ml_dsa_87);
    };
  }

  private static KeyDemand curve(ASN1ObjectIdentifier curve) {
    return new KeyDemand.Of(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve));
  }

  private static KeyDemand plain(ASN1ObjectIdentifier algorithm) {
    return new KeyDemand.Of(new AlgorithmIdentifier(algorithm));
  }
}
