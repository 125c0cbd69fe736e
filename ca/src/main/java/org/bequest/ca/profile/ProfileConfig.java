package org.bequest.ca.profile;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A kind of certificate, as it is configured. A component that the configuration leaves out is null
 * in the constructor's call and gets its default there.
 *
 * @param names where subject and alternative names come from
 * @param keys what keys are certified
 * @param keyUsage RFC 5280 4.2.1.3: {@code digital-signature}, {@code non-repudiation}, {@code
 *     key-encipherment}, {@code data-encipherment}, {@code key-agreement}, {@code crl-sign}, {@code
 *     encipher-only}, {@code decipher-only}
 * @param extendedKeyUsage RFC 5280 4.2.1.12: {@code client-auth}, {@code server-auth}, {@code
 *     code-signing}, {@code email-protection}, {@code time-stamping}, {@code ocsp-signing}, {@code
 *     cmc-ra}, {@code cmc-ca}, {@code any}, or an object identifier in dots
 * @param validity from now; cut where the issuer ends
 * @param backdate how far before now a certificate begins, for clients whose clock is behind
 * @param keyIdentifier how SubjectKeyIdentifier is computed: {@code rfc7093} (leftmost 160 bits of
 *     SHA-256, RFC 7093 section 2 method 1) or {@code sha1} (RFC 5280 4.2.1.2 method 1)
 * @param urls pointers for those who validate
 * @param extensions what becomes of an extension that the request asks for, by its name or dotted
 *     identifier: {@code copy} as requested, {@code replace} by what this profile says (also by
 *     nothing), {@code refuse} the request. What is not listed and not decided by the profile
 *     itself is refused.
 * @param privileged says that this profile is meant to give power over others; without it {@code
 *     crl-sign}, {@code ocsp-signing}, {@code cmc-ra}, {@code cmc-ca} and {@code any} are errors.
 *     Passwords alone never get a certificate of a privileged profile.
 */
public record ProfileConfig(
    Names names,
    Keys keys,
    List<String> keyUsage,
    List<String> extendedKeyUsage,
    Duration validity,
    Duration backdate,
    String keyIdentifier,
    Urls urls,
    Map<String, String> extensions,
    Boolean privileged) {
  public ProfileConfig {
    names = names == null ? Names.DEFAULT : names;
    keys = keys == null ? Keys.DEFAULT : keys;
    keyUsage = keyUsage == null ? List.of("digital-signature") : List.copyOf(keyUsage);
    extendedKeyUsage =
        extendedKeyUsage == null ? List.of("client-auth") : List.copyOf(extendedKeyUsage);
    validity = validity == null ? Duration.ofDays(90) : validity;
    backdate = backdate == null ? Duration.ofMinutes(5) : backdate;
    keyIdentifier = keyIdentifier == null ? "rfc7093" : keyIdentifier;
    urls = urls == null ? Urls.DEFAULT : urls;
    extensions = extensions == null ? Map.of() : Map.copyOf(extensions);
    privileged = privileged != null && privileged;
  }

  /** What a profile is when nothing is configured: a client certificate for 90 days. */
  public static final ProfileConfig DEFAULT =
      new ProfileConfig(
          Names.DEFAULT,
          Keys.DEFAULT,
          List.of("digital-signature"),
          List.of("client-auth"),
          Duration.ofDays(90),
          Duration.ofMinutes(5),
          "rfc7093",
          Urls.DEFAULT,
          Map.of(),
          false);

  public ProfileConfig withNames(Names changed) {
    return new ProfileConfig(
        changed,
        keys,
        keyUsage,
        extendedKeyUsage,
        validity,
        backdate,
        keyIdentifier,
        urls,
        extensions,
        privileged);
  }

  public ProfileConfig withKeys(Keys changed) {
    return new ProfileConfig(
        names,
        changed,
        keyUsage,
        extendedKeyUsage,
        validity,
        backdate,
        keyIdentifier,
        urls,
        extensions,
        privileged);
  }

  public ProfileConfig withUsage(List<String> changed, List<String> changedExtended) {
    return new ProfileConfig(
        names,
        keys,
        changed,
        changedExtended,
        validity,
        backdate,
        keyIdentifier,
        urls,
        extensions,
        privileged);
  }

  public ProfileConfig withValidity(Duration changed, Duration changedBackdate) {
    return new ProfileConfig(
        names,
        keys,
        keyUsage,
        extendedKeyUsage,
        changed,
        changedBackdate,
        keyIdentifier,
        urls,
        extensions,
        privileged);
  }

  public ProfileConfig withUrls(Urls changed) {
    return new ProfileConfig(
        names,
        keys,
        keyUsage,
        extendedKeyUsage,
        validity,
        backdate,
        keyIdentifier,
        changed,
        extensions,
        privileged);
  }

  public ProfileConfig withExtensions(Map<String, String> changed) {
    return new ProfileConfig(
        names,
        keys,
        keyUsage,
        extendedKeyUsage,
        validity,
        backdate,
        keyIdentifier,
        urls,
        changed,
        privileged);
  }

  public ProfileConfig withPrivilege() {
    return new ProfileConfig(
        names,
        keys,
        keyUsage,
        extendedKeyUsage,
        validity,
        backdate,
        keyIdentifier,
        urls,
        extensions,
        true);
  }

  /**
   * @param subject {@code requested}: the request's subject, checked against the grant, and the
   *     grant's own common name when the request has none; {@code granted}: always built from the
   *     grant
   * @param base RFC 4514 name whose attributes every subject may have, and which a granted subject
   *     gets: {@code O=Plant 7,C=DE}
   * @param alternatives kinds of alternative name that may be asked for, each still subject to the
   *     grant: {@code dns}, {@code ip}, {@code uri}, {@code email}, {@code upn}, {@code directory},
   *     {@code registered-id}, {@code hardware-module}, {@code other}
   * @param change whether ChangeSubjectName (RFC 6402 2.8) may change a name within the grant
   */
  public record Names(String subject, String base, List<String> alternatives, Boolean change) {
    public static final Names DEFAULT =
        new Names("requested", "", List.of("dns", "ip", "uri", "email"), false);

    public Names {
      subject = subject == null ? "requested" : subject;
      base = base == null ? "" : base;
      alternatives =
          alternatives == null ? List.of("dns", "ip", "uri", "email") : List.copyOf(alternatives);
      change = change != null && change;
    }
  }

  /**
   * @param algorithms of keys that are certified: {@code p256}, {@code p384}, {@code p521}, {@code
   *     rsa-2048}, {@code rsa-3072}, {@code rsa-4096}, {@code ed25519}, {@code ml-dsa-44}, {@code
   *     ml-dsa-65}, {@code ml-dsa-87}, and those that only agree or encipher: {@code x25519},
   *     {@code ml-kem-512}, {@code ml-kem-768}, {@code ml-kem-1024}
   * @param reuse whether a renewal may keep its key (RFC 7030 4.2.2)
   */
  public record Keys(List<String> algorithms, Boolean reuse) {
    public static final Keys DEFAULT =
        new Keys(
            List.of("p256", "p384", "rsa-2048", "rsa-3072", "rsa-4096", "ed25519", "ml-dsa-65"),
            true);

    public Keys {
      algorithms = algorithms == null ? DEFAULT.algorithms() : List.copyOf(algorithms);
      reuse = reuse == null || reuse;
    }
  }

  /**
   * @param crl where the CRL can be had (RFC 5280 4.2.1.13)
   * @param ocsp where status is answered (RFC 5280 4.2.2.1)
   * @param issuer where the issuer's certificate can be had (RFC 5280 4.2.2.1)
   */
  public record Urls(List<String> crl, List<String> ocsp, List<String> issuer) {
    public static final Urls DEFAULT = new Urls(List.of(), List.of(), List.of());

    public Urls {
      crl = crl == null ? List.of() : List.copyOf(crl);
      ocsp = ocsp == null ? List.of() : List.copyOf(ocsp);
      issuer = issuer == null ? List.of() : List.copyOf(issuer);
    }
  }
}
