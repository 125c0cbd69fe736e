package org.bequest.ca.profile;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.pkix.EstOids;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Extended key usages (RFC 5280 4.2.1.12, RFC 6402 2.10) by the words of the configuration. */
public final class KeyPurposes {
  static final Map<String, KeyPurposeId> WORDS =
      Map.of(
          "client-auth", KeyPurposeId.id_kp_clientAuth,
          "server-auth", KeyPurposeId.id_kp_serverAuth,
          "code-signing", KeyPurposeId.id_kp_codeSigning,
          "email-protection", KeyPurposeId.id_kp_emailProtection,
          "time-stamping", KeyPurposeId.id_kp_timeStamping,
          "ocsp-signing", KeyPurposeId.id_kp_OCSPSigning,
          "cmc-ra", KeyPurposeId.getInstance(EstOids.CMC_RA),
          "cmc-ca", KeyPurposeId.getInstance(EstOids.CMC_CA),
          "cm-kga", KeyPurposeId.getInstance(EstOids.CM_KGA),
          "any", KeyPurposeId.anyExtendedKeyUsage);

  /** Those that give power over others (security rule S-19). */
  static final Set<KeyPurposeId> PRIVILEGED =
      Set.of(
          KeyPurposeId.id_kp_OCSPSigning,
          KeyPurposeId.getInstance(EstOids.CMC_RA),
          KeyPurposeId.getInstance(EstOids.CMC_CA),
          KeyPurposeId.getInstance(EstOids.CM_KGA),
          KeyPurposeId.anyExtendedKeyUsage);

  private KeyPurposes() {}

  /** Also by a dotted object identifier; empty for what is neither. */
  public static Optional<KeyPurposeId> named(String word) {
    KeyPurposeId known = WORDS.get(word);
    if (known != null) {
      return Optional.of(known);
    }
    return Optional.ofNullable(ASN1ObjectIdentifier.tryFromID(word)).map(KeyPurposeId::getInstance);
  }
}
