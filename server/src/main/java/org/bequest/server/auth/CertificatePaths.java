package org.bequest.server.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.ca.profile.BuiltInProfiles;
import org.bequest.formats.pkix.EstOids;
import org.bequest.server.anchor.ClientUse;
import org.bequest.store.CertificateRow;
import org.bequest.store.CertificateStore;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Everything about a client certificate that does not change while it exists: whether it leads to
 * one of our issuers, and whether it is of a kind that may act as a client. Remembered by the hash
 * of the certificate.
 */
final class CertificatePaths {
  private static final int MOST_REMEMBERED = 100_000;

  /** What is said of a certificate, dates and revocation aside. */
  sealed interface Path {}

  /** Of no issuer that counts here. */
  record Foreign() implements Path {}

  /** Of ours, and no client's. */
  record Unfit(String why) implements Path {}

  /**
   * @param issuer id of the issuing key, as in the store
   * @param notAfter the earlier end of the certificate's and its issuer's validity
   * @param registrar whether it has the extended key usage id-kp-cmcRA, which is worth nothing
   *     unless the configuration lists it
   */
  record Valid(String issuer, Instant notBefore, Instant notAfter, boolean registrar)
      implements Path {}

  private record Issuer(String id, X509CertificateHolder certificate) {}

  /** What was found under these issuers, and forgotten when there are others. */
  private record Known(
      List<X509CertificateHolder> of, List<Issuer> issuers, Cache<String, Path> remembered) {
    static Known nothing(List<X509CertificateHolder> issuers) {
      return new Known(
          issuers,
          issuers.stream().map(c -> new Issuer(id(c), c)).toList(),
          Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build());
    }
  }

  private final Supplier<List<X509CertificateHolder>> issuers;
  private final CertificateStore store;
  private final InstantSource clock;
  private volatile Known known;

  /**
   * @param issuers another list when they have changed
   */
  CertificatePaths(
      Supplier<List<X509CertificateHolder>> issuers, CertificateStore store, InstantSource clock) {
    this.issuers = issuers;
    this.store = store;
    this.clock = clock;
    this.known = Known.nothing(issuers.get());
  }

  private Known known() {
    Known present = known;
    List<X509CertificateHolder> now = issuers.get();
    if (!now.equals(present.of())) {
      present = Known.nothing(now);
      known = present;
    }
    return present;
  }

  Path judge(X509CertificateHolder certificate) {
    return judge(certificate, known());
  }

  private Path judge(X509CertificateHolder certificate, Known under) {
    String hash = HexFormat.of().formatHex(sha256(encoded(certificate)));
    Path before = under.remembered().getIfPresent(hash);
    if (before != null) {
      return before;
    }
    Path path = validate(certificate, under.issuers());
    // A stranger can present any number of certificates, and must not push ours out.
    if (!(path instanceof Foreign)) {
      under.remembered().put(hash, path);
    }
    return path;
  }

  private Path validate(X509CertificateHolder certificate, List<Issuer> issuers) {
    X500Name name = certificate.getIssuer();
    for (Issuer issuer : issuers) {
      if (issuer.certificate.getSubject().equals(name)
          && Pkix.leads(certificate, issuer.certificate, clock.instant())) {
        return ofOurs(certificate, issuer);
      }
    }
    return new Foreign();
  }

  private Path ofOurs(X509CertificateHolder certificate, Issuer issuer) {
    Optional<String> fault = ClientUse.fault(certificate, ClientUse.TLS_CLIENT);
    if (fault.isPresent()) {
      return new Unfit(fault.get());
    }
    return isOfTheService(certificate, issuer)
        ? new Unfit("the client certificate belongs to an operator or to the server")
        : valid(certificate, issuer);
  }

  /** RFC 6402 section 2.10. */
  private static boolean isRegistrar(X509CertificateHolder certificate) {
    ExtendedKeyUsage usage =
        certificate.hasExtensions()
            ? ExtendedKeyUsage.fromExtensions(certificate.getExtensions())
            : null;
    return usage != null && usage.hasKeyPurposeId(KeyPurposeId.getInstance(EstOids.CMC_RA));
  }

  private boolean isOfTheService(X509CertificateHolder certificate, Issuer issuer) {
    return store
        .find(issuer.id, certificate.getSerialNumber())
        .map(CertificateRow::profile)
        .filter(BuiltInProfiles::isBuiltIn)
        .isPresent();
  }

  private static Valid valid(X509CertificateHolder certificate, Issuer issuer) {
    Instant end = certificate.getNotAfter().toInstant();
    Instant issuerEnd = issuer.certificate.getNotAfter().toInstant();
    return new Valid(
        issuer.id,
        certificate.getNotBefore().toInstant(),
        end.isBefore(issuerEnd) ? end : issuerEnd,
        isRegistrar(certificate));
  }

  private static String id(X509CertificateHolder certificate) {
    try {
      return HexFormat.of()
          .formatHex(sha256(certificate.getSubjectPublicKeyInfo().getEncoded("DER")));
    } catch (IOException e) {
      throw new IllegalStateException("a key of a certificate has no encoding", e);
    }
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a certificate of the handshake has no encoding", e);
    }
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
