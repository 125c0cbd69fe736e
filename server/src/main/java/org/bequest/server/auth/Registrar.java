package org.bequest.server.auth;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A registration authority that the configuration lists (RFC 7030 3.7, security rule S-21).
 *
 * @param subject empty for any; everything that is given must fit
 * @param certificateSha256 lower-case hex; empty for any
 * @param keySha256 of the SubjectPublicKeyInfo, lower-case hex; empty for any
 * @param names what it may name others
 */
public record Registrar(
    String name,
    Optional<X500Name> subject,
    Optional<String> certificateSha256,
    Optional<String> keySha256,
    List<String> names) {
  public Registrar {
    names = List.copyOf(names);
    if (subject.isEmpty() && certificateSha256.isEmpty() && keySha256.isEmpty()) {
      throw new IllegalArgumentException("everybody would be registration authority " + name);
    }
  }

  boolean is(X509CertificateHolder certificate) {
    return subject.filter(s -> !isSubject(s, certificate)).isEmpty()
        && certificateSha256.filter(h -> !h.equals(sha256(certificate))).isEmpty()
        && keySha256.filter(h -> !h.equals(keySha256(certificate))).isEmpty();
  }

  private static boolean isSubject(X500Name subject, X509CertificateHolder certificate) {
    return SubjectNames.of(subject).sameSubject(SubjectNames.of(certificate.getSubject()));
  }

  private static String sha256(X509CertificateHolder certificate) {
    try {
      return hex(certificate.getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("a certificate of the handshake has no encoding", e);
    }
  }

  private static String keySha256(X509CertificateHolder certificate) {
    try {
      return hex(certificate.getSubjectPublicKeyInfo().getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("a key of a certificate has no encoding", e);
    }
  }

  private static String hex(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
