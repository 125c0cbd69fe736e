package org.bequest.cli.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.CmcOutcome;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.cmc.Answer;
import org.bequest.client.cmc.Forwarding;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.cmc.FullResponse;
import org.bequest.client.cmc.Sender;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bequest fullcmc forward}: what a registration authority does (RFC 5272 section 7). */
@Command(
    name = "forward",
    description = "Pass Full PKI Requests of others on, as a registration authority (RFC 5272 7).",
    footer = {
      "",
      "--cert is the certificate of the registration authority, with id-kp-cmcRA among its",
      "extended key usages, and the server must know it as one (registration-authorities).",
      "The requests stay as they are; encryption for --exchange-cert is taken off. Answers are",
      "written beside the requests, with .answer behind their names, to be handed to those who",
      "sent them.",
      "  bequest fullcmc forward --ca ca.pem --cert ra.pem --key ra.key pump-1.cmc pump-2.cmc"
    })
public final class FullCmcForward implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private CmcOptions cmc;
  @Mixin private OutputOptions output;

  @Option(
      names = "--exchange-cert",
      paramLabel = "FILE",
      description = "PEM file with the certificate for which others encrypt what they send here.")
  private @Nullable Path exchangeCertificate;

  @Option(names = "--exchange-key", paramLabel = "FILE", description = "Its private key, PEM.")
  private @Nullable Path exchangeKey;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Full PKI Requests: DER, PEM or base64.")
  private List<Path> files;

  @Override
  public void run() {
    TlsIdentity registrar = Contact.with(server::identity);
    if (!(CmcOptions.certified(registrar) instanceof Sender.Certified sender)) {
      throw new IllegalStateException("a certificate names its holder");
    }
    FullRequest request = cmc.dressed(request(sender));
    try (EstClient client = Contact.with(server::client)) {
      Contact.with(client::caCerts);
      write(Forwarding.answers(answered(Contact.with(() -> client.fullCmc(request)))));
    }
  }

  private FullRequest request(Sender.Certified sender) {
    try {
      var forwarding = new Forwarding(keys(), cmc.exchangeCertificate());
      List<byte[]> messages = new ArrayList<>();
      for (Path file : files) {
        messages.add(Base64Body.decode(LocalFile.read(file), BodyContent.CMS).value());
      }
      return forwarding.batch(sender.signer(), messages);
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, "a request cannot be passed on: " + e.getMessage());
    }
  }

  private List<RecipientKey> keys() throws MalformedException {
    if (exchangeKey == null && exchangeCertificate == null) {
      return List.of();
    }
    if (exchangeKey == null || exchangeCertificate == null) {
      throw new CommandFailure(ExitCode.USAGE, "--exchange-cert and --exchange-key go together");
    }
    return List.of(
        RecipientKey.Private.of(
            PrivateKeyPem.decode(LocalFile.read(exchangeKey)),
            CmcOptions.certificate(exchangeCertificate)));
  }

  private static FullResponse answered(CmcOutcome outcome) {
    return switch (outcome) {
      case CmcOutcome.Answered(Answer.Full(FullResponse response)) -> response;
      case CmcOutcome.Failed failed -> throw CmcReport.failure(failed);
      case Enrollment.Refused refused -> throw EnrollmentReport.refusal(refused);
      case CmcOutcome.Answered _,
          CmcOutcome.Issued _,
          CmcOutcome.ConfirmRequired _,
          CmcOutcome.Pending _ ->
          throw new CommandFailure(ExitCode.REFUSED, "the answer is not that to a batch");
    };
  }

  private void write(List<byte[]> answers) {
    if (answers.size() != files.size()) {
      throw new CommandFailure(
          ExitCode.REFUSED, answers.size() + " answers to " + files.size() + " requests");
    }
    for (int i = 0; i < answers.size(); i++) {
      Path request = files.get(i);
      Path answer = request.resolveSibling(request.getFileName() + ".answer");
      LocalFile.write(answer, answers.get(i));
      output
          .terminal()
          .result(
              request + " -> " + answer,
              Map.of("request", request.toString(), "answer", answer.toString()));
    }
  }
}
