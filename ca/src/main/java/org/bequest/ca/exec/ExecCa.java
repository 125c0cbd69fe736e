package org.bequest.ca.exec;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.foreign.Backend;
import org.bequest.ca.foreign.IssuerCertificates;
import org.bequest.ca.foreign.Order;
import org.bequest.ca.foreign.Refreshed;
import org.bequest.ca.foreign.Reply;
import org.bequest.ca.foreign.Revoker;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An authority behind a program that is called once per request: the request in PEM on its standard
 * input, the {@link Facts} in its environment, the {@link ProgramAnswer} on its standard output.
 * Exit status 0 says that the output is an answer, {@value #TRY_LATER} that nothing was done, and
 * any other that nobody knows.
 */
public final class ExecCa implements Backend, Revoker {
  /** EX_TEMPFAIL of sysexits.h. */
  private static final int TRY_LATER = 75;

  private static final Duration ATTRIBUTES_LAST = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(ExecCa.class);

  private final ExecSettings settings;
  private final IssuerCertificates issuers;
  private final Program program;
  private final Refreshed<byte[]> attributes;

  /**
   * @param issuers the authority's certificates up to the root
   */
  public ExecCa(ExecSettings settings, IssuerCertificates issuers, InstantSource clock) {
    this.settings = settings;
    this.issuers = issuers;
    this.program = new Program(settings.name(), settings.limits());
    this.attributes = new Refreshed<>(this::printedAttributes, ATTRIBUTES_LAST, clock);
  }

  @Override
  public Reply submit(Order order) {
    Map<String, String> facts = Facts.of(settings.name(), order);
    byte[] request = pem("CERTIFICATE REQUEST", order.attempt().csr());
    return switch (program.run(settings.enroll(), facts, request)) {
      case ProgramRun.NotStarted(String why) -> new Reply.Unreached(why);
      case ProgramRun.Killed(String why) -> unclear(Reason.UNAVAILABLE, why);
      case ProgramRun.Ended(int status, byte[] output) -> answer(status, output);
    };
  }

  private static Reply answer(int status, byte[] output) {
    return switch (status) {
      case 0 ->
          ProgramAnswer.read(output)
              .orElseGet(
                  () -> unclear(Reason.INTERNAL, "what the program printed is not an answer"));
      case TRY_LATER -> new Reply.Unreached("the program says: later");
      default -> unclear(Reason.INTERNAL, "the program ended with status " + status);
    };
  }

  private static Reply unclear(Reason reason, String why) {
    return new Reply.Unclear(why, Optional.of(reason));
  }

  @Override
  public Optional<String> revoke(X509CertificateHolder certificate, String reason, String actor) {
    if (settings.revoke().isEmpty()) {
      return Optional.of("authority " + settings.name() + " has no revoke-command");
    }
    Map<String, String> facts = Facts.ofRevocation(settings.name(), certificate, reason, actor);
    byte[] input = pem("CERTIFICATE", encoded(certificate));
    return switch (program.run(settings.revoke().get(), facts, input)) {
      case ProgramRun.Ended(int status, byte[] _) when status == 0 -> Optional.empty();
      case ProgramRun.Ended(int status, byte[] _) ->
          Optional.of("the revoke-command ended with status " + status);
      case ProgramRun.Killed(String why) -> Optional.of("the revoke-command was killed: " + why);
      case ProgramRun.NotStarted(String why) ->
          Optional.of("the revoke-command did not start: " + why);
    };
  }

  @Override
  public List<X509CertificateHolder> caCertificates() {
    return issuers.certificates();
  }

  @Override
  public Optional<byte[]> csrAttributes() {
    return settings.csrAttributes().flatMap(_ -> attributes.get());
  }

  private Optional<byte[]> printedAttributes() {
    Command command = settings.csrAttributes().orElseThrow();
    ProgramRun run = program.run(command, Facts.ofCsrAttributes(settings.name()), new byte[0]);
    if (run instanceof ProgramRun.Ended(int status, byte[] output) && status == 0) {
      return attributes(output);
    }
    LOG.warn("authority {}: the csrattrs-command came to nothing: {}", settings.name(), run);
    return Optional.empty();
  }

  private Optional<byte[]> attributes(byte[] output) {
    try {
      byte[] der = Base64Body.decode(output, BodyContent.CSR_ATTRIBUTES).value();
      return Optional.of(CsrAttributes.decode(der).encode());
    } catch (MalformedException e) {
      LOG.warn("authority {}: no CSR attributes: {}", settings.name(), e.getMessage());
      return Optional.empty();
    }
  }

  private static byte[] pem(String label, byte[] der) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(label, der));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
