package org.bequest.ca.profile;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.bequest.ca.names.AlternativeKind;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.EstOids;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Profiles for what the service needs itself. Their names are not free for configurations. */
public final class BuiltInProfiles {
  public static final String ROOT = "root-ca";
  public static final String ISSUING = "issuing-ca";
  public static final String SERVER = "server-tls";
  public static final String OPERATOR = "operator";
  public static final String LINK = "link";
  public static final String MESSAGE_SIGNING = "message-signing";
  public static final String MESSAGE_EXCHANGE = "message-exchange";

  /** Of certificates that the service replaces by itself when another key issues. */
  public static final Set<String> REPLACED = Set.of(SERVER, MESSAGE_SIGNING, MESSAGE_EXCHANGE);

  private static final Set<String> NAMES =
      Set.of(ROOT, ISSUING, SERVER, OPERATOR, LINK, MESSAGE_SIGNING, MESSAGE_EXCHANGE);

  private static final Duration BACKDATE = Duration.ofMinutes(5);
  private static final X500Name NO_BASE = new X500NameBuilder().build();

  private BuiltInProfiles() {}

  public static boolean isBuiltIn(String name) {
    return NAMES.contains(name);
  }

  /** A root with one level of authorities below it. */
  public static Profile root(Duration validity) {
    return authority(ROOT, validity, 1);
  }

  /** An authority for end entities only. */
  public static Profile issuing(Duration validity) {
    return authority(ISSUING, validity, 0);
  }

  /**
   * A root's key under another root's (RFC 4210 4.4), for a time that is given exactly.
   *
   * @param age from its notBefore to now
   */
  public static Profile link(Duration age, Duration validity) {
    return of(LINK, validity, age, authorityUsage(1));
  }

  /** RFC 7030 3.6.1: id-kp-cmcRA lets clients know an EST server whose name they do not know. */
  public static Profile server(Duration validity) {
    List<KeyPurposeId> purposes =
        List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.getInstance(EstOids.CMC_RA));
    return endEntity(SERVER, validity, purposes);
  }

  public static Profile operator(Duration validity) {
    return endEntity(OPERATOR, validity, List.of(KeyPurposeId.id_kp_clientAuth));
  }

  /** For what the service signs: CMC responses (RFC 6402 2.10) and keys that it made (RFC 9480). */
  public static Profile messageSigning(Duration validity) {
    List<KeyPurposeId> purposes =
        List.of(KeyPurposeId.getInstance(EstOids.CMC_CA), KeyPurposeId.getInstance(EstOids.CM_KGA));
    return endEntity(MESSAGE_SIGNING, validity, purposes);
  }

  /** For what is encrypted to the service, by key agreement. */
  public static Profile messageExchange(Duration validity) {
    return of(
        MESSAGE_EXCHANGE,
        validity,
        BACKDATE,
        new Profile.Usage(KeyUsage.keyAgreement, List.of(), OptionalInt.empty(), true));
  }

  private static Profile authority(String name, Duration validity, int pathLength) {
    return of(name, validity, BACKDATE, authorityUsage(pathLength));
  }

  private static Profile.Usage authorityUsage(int pathLength) {
    int bits = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    return new Profile.Usage(bits, List.of(), OptionalInt.of(pathLength), true);
  }

  private static Profile endEntity(String name, Duration validity, List<KeyPurposeId> purposes) {
    return of(
        name,
        validity,
        BACKDATE,
        new Profile.Usage(KeyUsage.digitalSignature, purposes, OptionalInt.empty(), true));
  }

  private static Profile of(
      String name, Duration validity, Duration backdate, Profile.Usage usage) {
    Profile.Names names =
        new Profile.Names(
            Profile.SubjectRule.REQUESTED,
            NO_BASE,
            EnumSet.of(AlternativeKind.DNS, AlternativeKind.IP),
            false);
    Profile.Fields fields =
        new Profile.Fields(
            names,
            Set.copyOf(Arrays.asList(KeyAlgorithm.values())),
            false,
            usage,
            validity,
            backdate,
            KeyIdentifierMethod.RFC7093,
            ProfileConfig.Urls.DEFAULT,
            Map.of());
    return new Profile(name, true, fields);
  }
}
