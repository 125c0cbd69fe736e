package org.bequest.ca.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.ca.foreign.IssuerCertificates;

/** A small program that a test writes. It finds its folder in {@code $HERE}. */
final class Script {
  private static final ProcessLimits LIMITS = new ProcessLimits(Duration.ofSeconds(20), 8192, 2);

  private final Path directory;
  private final Path file;

  private Script(Path directory, Path file) {
    this.directory = directory;
    this.file = file;
  }

  static Script in(Path directory, String... lines) throws IOException {
    Path file = Files.createTempFile(directory, "program", ".sh");
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new Script(directory, file);
  }

  Command command(String... arguments) {
    List<String> words = new ArrayList<>(List.of(file.toString()));
    words.addAll(List.of(arguments));
    return new Command(words, Map.of("HERE", directory.toString()), directory);
  }

  ExecCa authority(IssuerCertificates issuers, InstantSource clock) {
    return authority(issuers, clock, LIMITS);
  }

  ExecCa authority(IssuerCertificates issuers, InstantSource clock, ProcessLimits limits) {
    ExecSettings settings =
        new ExecSettings(
            "factory", command("a b", "$(id)"), Optional.empty(), Optional.empty(), limits);
    return new ExecCa(settings, issuers, clock);
  }
}
