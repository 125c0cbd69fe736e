package org.bequest.cli.device;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which certificate a request is about. */
final class CmcTarget {
  @Option(
      names = "--of",
      paramLabel = "FILE",
      description = "PEM file with the certificate that is meant. Default: that of --cert.")
  private @Nullable Path file;

  @Option(
      names = "--issuer",
      paramLabel = "DN",
      description = "Instead: the name of its issuer, as in RFC 4514 ...")
  private @Nullable String issuer;

  @Option(
      names = "--serial",
      paramLabel = "HEX",
      description = "... and its serial number, in hexadecimal.")
  private @Nullable String serial;

  /** RFC 5272: certificates are named so in every control. */
  record Named(X500Name issuer, BigInteger serial) {
    static Named of(X509Certificate certificate) {
      return new Named(
          X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded()),
          certificate.getSerialNumber());
    }

    boolean isNameOf(X509Certificate certificate) {
      return of(certificate).equals(this);
    }
  }

  /**
   * @param present the certificate of this device, if any
   */
  Named named(Optional<TlsIdentity> present) {
    if (issuer != null && serial != null) {
      return new Named(name(issuer), number(serial));
    }
    if (issuer != null || serial != null) {
      throw new CommandFailure(ExitCode.USAGE, "--issuer and --serial go together");
    }
    return Named.of(file == null ? own(present) : certificate(file));
  }

  private static X509Certificate own(Optional<TlsIdentity> present) {
    return present
        .map(TlsIdentity::certificate)
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, "which certificate? Give --of, --issuer and --serial, or --cert"));
  }

  private static X509Certificate certificate(Path file) {
    try {
      return CertificatePem.decode(LocalFile.read(file)).getFirst();
    } catch (MalformedException | NoSuchElementException e) {
      throw new CommandFailure(ExitCode.LOCAL, file + " holds no certificate");
    }
  }

  private static X500Name name(String text) {
    try {
      return NameText.parse(text);
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.USAGE, "--issuer: " + e.getMessage());
    }
  }

  private static BigInteger number(String text) {
    try {
      return new BigInteger(text.startsWith("0x") ? text.substring(2) : text, 16);
    } catch (NumberFormatException _) {
      throw new CommandFailure(ExitCode.USAGE, "--serial: " + text + " is not hexadecimal");
    }
  }
}
