package org.bequest.cli.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.inspect.tree.Finding.Weight;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.bequest.formats.MalformedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bequest inspect}: what an object is, and what stands in it. */
@Command(
    name = "inspect",
    description = "Say what a file of this field is, and show what stands in it.",
    footer = {
      "",
      "Certificates, requests, messages, packages and keys, in DER, BER, PEM or base64, XML or",
      "JSON. Exit code 0: read; 7: a signature is wrong; 2: not to be read.",
      "  bequest inspect device.pem",
      "  curl -s https://est.example/.well-known/est/cacerts | bequest inspect - --json"
    })
public final class Inspect implements Callable<Integer> {
  private static final int MOST_OCTETS = 32 << 20;

  @Mixin private OutputOptions output;
  @Mixin private MeansOptions means;

  @Parameters(paramLabel = "FILE", description = "What to inspect; - reads standard input.")
  private Path file;

  @Option(
      names = "--as",
      defaultValue = "",
      paramLabel = "TYPE",
      description =
          "The type of what is in the file, such as TAMPCommunityUpdate, where it cannot be told"
              + " by itself.")
  private String type;

  @Override
  public Integer call() {
    Terminal terminal = output.terminal();
    Means given = means.read();
    LargeFile large = new LargeFile(file);
    try {
      return large.isMessage()
          ? told(large.inspected(Inspection.of(Nouns.STANDARD, given)), terminal).number()
          : inspected(given, terminal).number();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot read " + file + ": " + LocalFile.reason(e));
    } catch (MalformedException e) {
      throw unreadable(e, terminal);
    }
  }

  private ExitCode inspected(Means given, Terminal terminal)
      throws IOException, MalformedException {
    byte[] content = read();
    try {
      return inspected(Wrapping.items(content), given, terminal);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private ExitCode inspected(List<Item> items, Means given, Terminal terminal)
      throws MalformedException {
    Means all = given.beside(CertificateNoun.among(items));
    Recognition recognition = new Recognition(Inspection.of(Nouns.STANDARD, all));
    if (!type.isEmpty() && !recognition.knows(type)) {
      throw new CommandFailure(ExitCode.USAGE, "--as is none of " + recognition.names());
    }
    ExitCode worst = ExitCode.DONE;
    try {
      for (Item item : items) {
        Subject subject = type.isEmpty() ? recognition.of(item) : recognition.of(item, type);
        worst = worse(worst, told(subject, terminal));
      }
      return worst;
    } finally {
      items.forEach(Item::wipe);
    }
  }

  private static ExitCode told(Subject subject, Terminal terminal) {
    terminal.result(subject.text(), subject.fields());
    return exitCode(subject);
  }

  private byte[] read() throws IOException {
    try (InputStream in = file.toString().equals("-") ? System.in : Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(MOST_OCTETS + 1);
      if (octets.length > MOST_OCTETS) {
        throw new CommandFailure(
            ExitCode.USAGE,
            file + " has more than " + MOST_OCTETS + " octets",
            "Only a message of CMS may be larger, in a file and without base64 around it.");
      }
      return octets;
    }
  }

  private CommandFailure unreadable(MalformedException fault, Terminal terminal) {
    Fault told = new Fault(fault);
    if (terminal.json()) {
      terminal.result("", told.fields());
    }
    return new CommandFailure(ExitCode.USAGE, "cannot read " + file + ": " + told.text());
  }

  private static ExitCode exitCode(Subject subject) {
    if (subject.has(Weight.UNREADABLE)) {
      return ExitCode.USAGE;
    }
    return subject.has(Weight.UNTRUSTED) ? ExitCode.UNTRUSTED : ExitCode.DONE;
  }

  /** What cannot be read is worse than what cannot be believed. */
  private static ExitCode worse(ExitCode one, ExitCode other) {
    List<ExitCode> order = List.of(ExitCode.USAGE, ExitCode.UNTRUSTED, ExitCode.DONE);
    return order.indexOf(one) <= order.indexOf(other) ? one : other;
  }
}
