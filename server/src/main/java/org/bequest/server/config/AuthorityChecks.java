package org.bequest.server.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Authorities elsewhere that could not be asked, and labels that name none. */
final class AuthorityChecks {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String RESERVED = "EST_";

  private final Settings settings;
  private final BiConsumer<String, Complaint> fault;

  /**
   * @param fault told of a key and what is wrong there
   */
  AuthorityChecks(Settings settings, BiConsumer<String, Complaint> fault) {
    this.settings = settings;
    this.fault = fault;
  }

  void run() {
    AuthoritySettings all = settings.authorities();
    all.exec().forEach((name, exec) -> exec("authorities.exec." + name, exec));
    all.est().forEach((name, est) -> est("authorities.est." + name, est));
    Set<String> names = new HashSet<>(all.exec().keySet());
    names.add(AuthoritySettings.LOCAL);
    for (String name : all.est().keySet()) {
      if (!names.add(name)) {
        complain("authorities.est." + name, name, "another authority has this name");
      }
    }
    if (all.exec().containsKey(AuthoritySettings.LOCAL)) {
      complain("authorities.exec.local", "local", "another authority has this name");
    }
    settings.labels().forEach((name, label) -> label(name, label, names));
  }

  private void label(String name, LabelSettings label, Set<String> names) {
    if (!names.contains(label.authority())) {
      fault.accept(
          "labels." + name + ".authority",
          new Complaint(
              label.authority(),
              "there is no such authority",
              Similar.hint(label.authority(), names)));
    }
  }

  private void exec(String key, AuthoritySettings.Exec exec) {
    if (exec.command().isEmpty()) {
      complain(key + ".command", "", "no program is named");
    }
    program(key + ".command", exec.command());
    program(key + ".revoke-command", exec.revokeCommand());
    program(key + ".csrattrs-command", exec.csrattrsCommand());
    exec.environment().keySet().forEach(variable -> variable(key + ".environment", variable));
    if (!Files.isDirectory(exec.directory())) {
      complain(key + ".directory", exec.directory(), "there is no such directory");
    }
    readable(key + ".ca-certificates", exec.caCertificates());
    range(key + ".output", exec.output(), 1_024, 16 << 20);
    range(key + ".processes", exec.processes(), 1, 1_000);
    positive(key + ".timeout", exec.timeout());
    requests(key + ".requests", exec.requests());
  }

  private void est(String key, AuthoritySettings.Est est) {
    if (!est.url().startsWith("https://")) {
      complain(key + ".url", est.url(), "not an https URL: EST is not spoken without TLS");
    }
    readable(key + ".trust-anchors", est.trustAnchors());
    readable(key + ".key-store", est.keyStore());
    range(key + ".connections", est.connections(), 1, 1_000);
    positive(key + ".timeout", est.timeout());
    positive(key + ".refresh", est.refresh());
    requests(key + ".requests", est.requests());
  }

  private void requests(String key, AuthoritySettings.Requests requests) {
    range(key + ".most", requests.most(), 1, 10_000_000);
    positive(key + ".retry-after", requests.retryAfter());
    positive(key + ".expire-after", requests.expireAfter());
    positive(key + ".answer-for", requests.answerFor());
  }

  private void program(String key, List<String> command) {
    if (command.isEmpty()) {
      return;
    }
    String program = command.getFirst();
    Path file;
    try {
      file = Path.of(program);
    } catch (InvalidPathException _) {
      complain(key, program, "not a path");
      return;
    }
    if (!file.isAbsolute()) {
      complain(key, program, "the program is not named by its absolute path");
    } else if (!Files.isRegularFile(file)) {
      complain(key, program, "there is no such program");
    } else if (!Files.isExecutable(file)) {
      complain(key, program, "this user may not execute it");
    }
  }

  private void variable(String key, String name) {
    if (!VARIABLE.matcher(name).matches()) {
      complain(key + "." + name, name, "not the name of an environment variable");
    }
    if (name.startsWith(RESERVED)) {
      complain(key + "." + name, name, "names that begin with EST_ are for the facts of requests");
    }
  }

  private void readable(String key, Path file) {
    if (!Files.isRegularFile(file)) {
      complain(key, file, "there is no such file");
    } else if (!Files.isReadable(file)) {
      complain(key, file, "this user may not read it");
    }
  }

  private void range(String key, int value, int least, int most) {
    if (value < least || value > most) {
      complain(key, value, "outside of " + least + " to " + most);
    }
  }

  private void positive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      complain(key, Scalars.show(value), "must be longer than nothing");
    }
  }

  private void complain(String key, Object value, String reason) {
    fault.accept(key, new Complaint(value.toString(), reason, ""));
  }
}
