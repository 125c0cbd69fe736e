package org.bequest.ca.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bequest.ca.Decision;
import org.bequest.ca.profile.ExtensionNames;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What becomes of each extension that a request asks for (security rule S-20). */
sealed interface RequestedExtensions {
  List<Integer> ALL_USAGES =
      List.of(
          KeyUsage.digitalSignature,
          KeyUsage.nonRepudiation,
          KeyUsage.keyEncipherment,
          KeyUsage.dataEncipherment,
          KeyUsage.keyAgreement,
          KeyUsage.keyCertSign,
          KeyUsage.cRLSign,
          KeyUsage.encipherOnly,
          KeyUsage.decipherOnly);

  /**
   * @param copied to be certified as they are
   * @param outcomes what became of each, for the audit entry: nothing is dropped in silence
   */
  record Settled(List<Extension> copied, Map<String, String> outcomes)
      implements RequestedExtensions {
    public Settled {
      copied = List.copyOf(copied);
      outcomes = Map.copyOf(outcomes);
    }
  }

  record Refused(Decision.Refused refusal) implements RequestedExtensions {}

  static RequestedExtensions of(Csr csr, Profile profile) {
    List<Extension> copied = new ArrayList<>(0);
    Map<String, String> outcomes = new HashMap<>();
    Extensions requested = csr.requestedExtensions().orElse(null);
    if (requested == null) {
      return new Settled(copied, outcomes);
    }
    if (defeatsKeyUsage(csr, requested, profile)) {
      String detail = "profile " + profile.name() + " certifies none of the key usages requested";
      return new Refused(new Decision.Refused(Reason.UNSUPPORTED_EXTENSION, detail));
    }
    for (ASN1ObjectIdentifier id : requested.getExtensionOIDs()) {
      String name = ExtensionNames.of(id);
      switch (outcome(id, profile)) {
        case COPIED -> {
          copied.add(requested.getExtension(id));
          outcomes.put("extension." + name, "copied");
        }
        case GRANTED -> outcomes.put("extension." + name, "granted");
        case REPLACED -> outcomes.put("extension." + name, "replaced");
        case REFUSED -> {
          String detail = "profile " + profile.name() + " does not allow the extension " + name;
          return new Refused(new Decision.Refused(Reason.UNSUPPORTED_EXTENSION, detail));
        }
      }
    }
    return new Settled(copied, outcomes);
  }

  /**
   * RFC 5272 3.1: the profile's value may stand instead of what is requested, but not turn its
   * meaning around, as digitalSignature would for keyAgreement; unless the configuration says so.
   */
  private static boolean defeatsKeyUsage(Csr csr, Extensions requested, Profile profile) {
    KeyUsage wanted = KeyUsage.fromExtensions(requested);
    if (wanted == null || profile.orders(Extension.keyUsage)) {
      return false;
    }
    return KeyAlgorithm.of(csr.subjectPublicKeyInfo())
        .map(key -> profile.keyUsage(key.family()))
        .filter(certified -> bits(wanted) != 0 && (bits(wanted) & certified) == 0)
        .isPresent();
  }

  private static int bits(KeyUsage usage) {
    int bits = 0;
    for (int bit : ALL_USAGES) {
      bits |= usage.hasUsages(bit) ? bit : 0;
    }
    return bits;
  }

  /** Alternative names are for the grant to judge, all others for the profile. */
  private static Outcome outcome(ASN1ObjectIdentifier id, Profile profile) {
    if (id.equals(Extension.subjectAlternativeName)) {
      return Outcome.GRANTED;
    }
    return switch (profile.treatment(id)) {
      case COPY -> Outcome.COPIED;
      case REPLACE -> Outcome.REPLACED;
      case REFUSE -> Outcome.REFUSED;
    };
  }

  /** What became of one extension. */
  enum Outcome {
    COPIED,
    GRANTED,
    REPLACED,
    REFUSED
  }
}
