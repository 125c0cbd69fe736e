package org.bequest.admin.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bequest.admin.message.CaKeyState;
import org.bequest.admin.message.CaState;
import org.bequest.admin.message.ServedCertificate;
import org.bequest.ca.hierarchy.KeyState;
import org.bequest.ca.local.Generations;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.server.setup.CaRollover;
import org.bouncycastle.cert.X509CertificateHolder;

/** The authority's keys as messages. */
record CaStates(CaRollover rollover) {
  CaState now(boolean changed, String what) {
    Generations generations = rollover.authority().generations();
    return new CaState(
        changed,
        what,
        rollover.keys().stream().map(CaStates::key).toList(),
        generations.certificates().stream().map(c -> served(c, generations)).toList());
  }

  private static CaKeyState key(KeyState state) {
    boolean retired = state.chain().isEmpty();
    X509CertificateHolder own = retired ? null : state.chain().getFirst();
    X509CertificateHolder root = retired ? null : state.chain().getLast();
    return new CaKeyState(
        state.row().number(),
        state.row().role().name().toLowerCase(Locale.ROOT),
        state.row().since(),
        state.row().key(),
        state.row().file(),
        own == null ? "" : own.getSubject().toString(),
        own == null ? Instant.EPOCH : own.getNotAfter().toInstant(),
        root == null ? "" : root.getSubject().toString(),
        root == null ? Instant.EPOCH : root.getNotAfter().toInstant(),
        root == null ? "" : sha256(root),
        state.outstanding().certificates(),
        state.outstanding().subjectsWithoutSuccessor(),
        state.outstanding().last());
  }

  private static ServedCertificate served(
      X509CertificateHolder certificate, Generations generations) {
    return new ServedCertificate(
        kind(certificate, generations),
        certificate.getSubject().toString(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        sha256(certificate),
        pem(certificate));
  }

  private static String kind(X509CertificateHolder certificate, Generations generations) {
    if (generations.issuers().contains(certificate)) {
      return "issuing";
    }
    boolean root =
        generations.keys().stream().anyMatch(k -> k.chain().getLast().equals(certificate));
    return root ? "root" : generations.links().contains(certificate) ? "link" : "intermediate";
  }

  private static String sha256(X509CertificateHolder certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a certificate without a fingerprint", e);
    }
  }

  private static String pem(X509CertificateHolder certificate) {
    try {
      return new String(
          CertificatePem.encode(List.of(CertificatePem.decodeDer(certificate.getEncoded()))),
          StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedException e) {
      throw new IllegalStateException("a certificate of our own cannot be read", e);
    }
  }
}
