package org.bequest.cli.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bequest.admin.message.WrappedKey;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.key.TriedPair;
import org.bequest.crypto.pkcs12.Pkcs12Contents;
import org.bequest.crypto.pkcs12.Pkcs12File;
import org.bequest.crypto.pkcs12.Pkcs12Limits;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** The operator's key that opens archived ones. It never leaves this machine. */
final class RecoveryKey {
  private final RecipientKey.Private key;

  private RecoveryKey(RecipientKey.Private key) {
    this.key = key;
  }

  /**
   * @param file PKCS#12, or PEM with the key and its certificate
   */
  static RecoveryKey read(Path file, Secret password) {
    byte[] content = LocalFile.read(file);
    try {
      return isPem(content) ? ofPem(content, password) : ofPkcs12(content, password);
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, file + ": " + e.getMessage());
    }
  }

  private static boolean isPem(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
  }

  private static RecoveryKey ofPem(byte[] content, Secret password) throws MalformedException {
    PrivateKey key =
        password.isEmpty()
            ? PrivateKeyPem.decode(content)
            : PrivateKeyPem.decode(content, password);
    List<X509Certificate> chain = CertificatePem.decode(content);
    if (chain.isEmpty()) {
      throw new MalformedException("the certificate of the key must be in the file too");
    }
    return of(key, holder(chain.getFirst()));
  }

  private static RecoveryKey ofPkcs12(byte[] content, Secret password) throws MalformedException {
    try (Pkcs12File file = Pkcs12File.read(content, password, Pkcs12Limits.STANDARD)) {
      return of(file.only().key(), file.only().certificate());
    }
  }

  private static RecoveryKey of(PrivateKey key, X509CertificateHolder certificate) {
    return new RecoveryKey(RecipientKey.Private.of(key, certificate));
  }

  /** The key, which is that of its certificate; the caller closes it. */
  Pkcs12Contents open(WrappedKey wrapped) {
    try {
      X509CertificateHolder certificate =
          holder(
              CertificatePem.decode(wrapped.certificate().getBytes(StandardCharsets.US_ASCII))
                  .getFirst());
      byte[] pkcs8 = pkcs8(Content.decode(Base64.getDecoder().decode(wrapped.envelope())));
      checkPair(pkcs8, certificate);
      return new Pkcs12Contents(wrapped.subject(), pkcs8, List.of(certificate));
    } catch (MalformedException | IllegalArgumentException e) {
      throw untrusted("the archived key cannot be used: " + e.getMessage());
    }
  }

  private byte[] pkcs8(Content envelope) throws MalformedException {
    return switch (new MessageOpener(List.of(key), List.of()).open(envelope)) {
      case Unpacked.Whole whole when whole.leaf().is(CmsOids.DATA) && whole.layers().size() == 1 ->
          whole.leaf().octets();
      case Unpacked.NotForUs _ ->
          throw new CommandFailure(
              ExitCode.LOCAL,
              "the key was archived for another recovery key",
              "bequest key list shows the SHA-256 of its certificate.");
      case Unpacked _ -> throw untrusted("the archived key was changed, or is none");
    };
  }

  /** Whoever can write the database could have put another key in its place. */
  private static void checkPair(byte[] pkcs8, X509CertificateHolder certificate)
      throws MalformedException {
    var half = TriedPair.of(PrivateKeyInfo.getInstance(pkcs8)).getPublic();
    if (!SubjectPublicKeyInfo.getInstance(half.getEncoded())
        .equals(certificate.getSubjectPublicKeyInfo())) {
      throw untrusted("the archived key is not that of the certificate");
    }
  }

  private static CommandFailure untrusted(String message) {
    return new CommandFailure(ExitCode.UNTRUSTED, message);
  }

  private static X509CertificateHolder holder(X509Certificate certificate)
      throws MalformedException {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (IOException | CertificateEncodingException e) {
      throw new MalformedException("not a certificate", e);
    }
  }
}
