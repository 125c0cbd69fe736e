package org.bequest.cli.operator;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.OperatorRenewal;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.credential.CredentialFiles;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bouncycastle.asn1.x500.X500Name;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bequest operator}: the operator's own certificate. */
@Command(
    name = "operator",
    description = "The operator's own certificate: renew.",
    footer = {"", "  bequest operator renew"},
    subcommands = Operator.Renew.class)
public final class Operator {
  /** {@code bequest operator renew}. */
  @Command(
      name = "renew",
      description = "Get a new key and certificate for a year, before the old one stops counting.",
      footer = {"", "  bequest operator renew --dir /var/lib/bequest --operator admin"})
  static final class Renew implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Override
    public void run() {
      CredentialFiles files = admin.credential();
      X509Certificate present = present(files);
      KeyPair key = KeyAlgorithm.P256.generate();
      String csr = csr(present, PrivateKeySigner.of(key));
      String pem =
          AdminContact.with(
                  admin::client, (AdminClient c) -> c.renewOperator(new OperatorRenewal(csr)))
              .pem();
      List<X509Certificate> chain = chain(pem);
      save(files, new TlsIdentity(key.getPrivate(), chain));
      String end = chain.getFirst().getNotAfter().toInstant().toString();
      String subject = chain.getFirst().getSubjectX500Principal().getName();
      output
          .terminal()
          .result(subject + ", until " + end, Map.of("subject", subject, "notAfter", end));
    }

    private static X509Certificate present(CredentialFiles files) {
      try {
        return files
            .load()
            .orElseThrow(() ->
                new CommandFailure(ExitCode.LOCAL, "there is no operator's certificate to renew"))
            .certificate();
      } catch (UncheckedIOException e) {
        throw CommandFailure.local(e);
      }
    }

    private static String csr(X509Certificate present, PrivateKeySigner signer) {
      X500Name subject = X500Name.getInstance(present.getSubjectX500Principal().getEncoded());
      UnsignedCsr unsigned =
          new CsrBuilder(new SubjectNames(subject, List.of()), signer.publicKey()).build();
      byte[] der =
          unsigned.signed(signer.algorithm(), signer.sign(unsigned.toBeSigned())).encoded();
      return Base64.getEncoder().encodeToString(der);
    }

    private static List<X509Certificate> chain(String pem) {
      try {
        return CertificatePem.decode(pem.getBytes(StandardCharsets.US_ASCII));
      } catch (MalformedException e) {
        throw new CommandFailure(ExitCode.UNEXPECTED, "the server sent no certificate");
      }
    }

    private static void save(CredentialFiles files, TlsIdentity renewed) {
      try {
        files.save(renewed);
      } catch (UncheckedIOException e) {
        throw CommandFailure.local(e);
      }
    }
  }
}
