package org.bequest.cli.device;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.HttpProxy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The way to the server. As with curl, {@code HTTPS_PROXY} and {@code NO_PROXY} count, the
 * lower-case spelling first, and an option wins. The environment's proxy is never asked for this
 * machine.
 */
final class ProxyOptions {
  private static final String NONE = "none";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  @Option(
      names = "--proxy",
      paramLabel = "HOST:PORT",
      description = {
        "Proxy that opens tunnels (CONNECT); none for a direct connection.",
        "Default: what HTTPS_PROXY says, unless NO_PROXY names the server."
      })
  private @Nullable String proxy;

  @Option(names = "--proxy-user", defaultValue = "", description = "User name for the proxy.")
  private String user;

  @Option(
      names = "--proxy-password-file",
      paramLabel = "FILE",
      description = "File whose first line is the proxy's password; - reads standard input.")
  private java.nio.file.@Nullable Path passwordFile;

  /**
   * @param host of the server
   * @param environment of the process
   */
  Optional<HttpProxy> proxy(String host, Map<String, String> environment) {
    Optional<HttpProxy> chosen = proxy == null ? fromEnvironment(host, environment) : fromOption();
    if (passwordFile == null) {
      return chosen;
    }
    String password = SecretFile.firstLine(passwordFile);
    return chosen.map(p -> p.withUser(user, password));
  }

  private Optional<HttpProxy> fromOption() {
    if (proxy == null || proxy.equals(NONE)) {
      return Optional.empty();
    }
    if (proxy.contains("@")) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--proxy: a password is never an argument",
          "Give --proxy-user and --proxy-password-file, or set HTTPS_PROXY.");
    }
    return Optional.of(parsed("--proxy", proxy));
  }

  private static Optional<HttpProxy> fromEnvironment(String host, Map<String, String> environment) {
    String value = variable("https_proxy", environment);
    return value.isEmpty() || isExempt(host, variable("no_proxy", environment))
        ? Optional.empty()
        : Optional.of(parsed("HTTPS_PROXY", value));
  }

  private static String variable(String name, Map<String, String> environment) {
    String upper = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    return environment.getOrDefault(name, upper).strip();
  }

  /** Names and the domains below them, between commas; {@code *} is every server. */
  private static boolean isExempt(String host, String exempt) {
    String name = host.toLowerCase(Locale.ROOT);
    if (THIS_MACHINE.contains(name)) {
      return true;
    }
    return Arrays.stream(exempt.toLowerCase(Locale.ROOT).split("[, ]+"))
        .map(entry -> entry.startsWith(".") ? entry.substring(1) : entry)
        .filter(entry -> !entry.isEmpty())
        .anyMatch(e -> e.equals("*") || name.equals(e) || name.endsWith("." + e));
  }

  private static HttpProxy parsed(String what, String address) {
    try {
      return HttpProxy.at(address);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, what + ": " + e.getMessage());
    }
  }
}
