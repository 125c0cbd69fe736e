package org.bequest.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bequest.ca.foreign.ForeignRules;

/** Authorities elsewhere, by the way in which they are asked and by name. */
public record AuthoritySettings(Map<String, Exec> exec, Map<String, Est> est) {
  /** What a label says for the authority inside. */
  public static final String LOCAL = "local";

  public static final AuthoritySettings NONE = new AuthoritySettings(Map.of(), Map.of());

  public AuthoritySettings {
    exec = exec == null ? Map.of() : Map.copyOf(exec);
    est = est == null ? Map.of() : Map.copyOf(est);
  }

  /** A program, called once per request. */
  public record Exec(
      List<String> command,
      List<String> revokeCommand,
      List<String> csrattrsCommand,
      Map<String, String> environment,
      Path directory,
      Path caCertificates,
      List<Path> crls,
      Duration timeout,
      Integer output,
      Integer processes,
      ForeignRules.Lint lint,
      Requests requests) {
    public Exec {
      if (command != null) {
        command = List.copyOf(command);
      }
      revokeCommand = revokeCommand == null ? List.of() : List.copyOf(revokeCommand);
      csrattrsCommand = csrattrsCommand == null ? List.of() : List.copyOf(csrattrsCommand);
      environment = environment == null ? Map.of() : Map.copyOf(environment);
      directory = directory == null ? Path.of("/") : directory;
      crls = crls == null ? List.of() : List.copyOf(crls);
      timeout = timeout == null ? Duration.ofSeconds(20) : timeout;
      output = output == null ? 64 * 1024 : output;
      processes = processes == null ? 8 : processes;
      lint = lint == null ? ForeignRules.Lint.ENFORCE : lint;
    }
  }

  /** Another EST server, to which this one is a registration authority. */
  public record Est(
      String url,
      String label,
      Path trustAnchors,
      Path keyStore,
      SecretReference password,
      Reenroll reenroll,
      Duration timeout,
      Integer connections,
      Duration refresh,
      List<Path> crls,
      ForeignRules.Lint lint,
      Requests requests) {
    public Est {
      label = label == null ? "" : label;
      reenroll = reenroll == null ? Reenroll.SIMPLEENROLL : reenroll;
      timeout = timeout == null ? Duration.ofSeconds(20) : timeout;
      connections = connections == null ? 8 : connections;
      refresh = refresh == null ? Duration.ofHours(1) : refresh;
      crls = crls == null ? List.of() : List.copyOf(crls);
      lint = lint == null ? ForeignRules.Lint.ENFORCE : lint;
    }
  }

  /** The upstream operation for a device's re-enrolment. */
  public enum Reenroll {
    SIMPLEENROLL,
    SIMPLEREENROLL
  }

  /** What is kept of requests while the authority has not answered, and after. */
  public record Requests(
      Integer most,
      Duration retryAfter,
      Duration expireAfter,
      Duration answerFor,
      ForeignRules.Unclear unclear) {
    public Requests {
      most = most == null ? 10_000 : most;
      retryAfter = retryAfter == null ? Duration.ofMinutes(1) : retryAfter;
      expireAfter = expireAfter == null ? Duration.ofDays(7) : expireAfter;
      answerFor = answerFor == null ? Duration.ofHours(1) : answerFor;
      unclear = unclear == null ? ForeignRules.Unclear.ASK_AGAIN : unclear;
    }
  }
}
