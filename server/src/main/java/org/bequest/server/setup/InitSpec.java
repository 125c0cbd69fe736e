package org.bequest.server.setup;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bequest.crypto.KeyAlgorithm;

/**
 * The deployment to be made.
 *
 * @param directory made with mode 0700; may exist when it is empty
 * @param name of the authority
 * @param algorithm of the authority's keys
 * @param hosts names and addresses of the server's certificate, the most usual first
 * @param estPort 0 for any that is free
 * @param adminPort 0 for any that is free
 * @param operator name of the first operator
 */
public record InitSpec(
    Path directory,
    String name,
    KeyAlgorithm algorithm,
    List<String> hosts,
    int estPort,
    int adminPort,
    String operator) {
  public InitSpec {
    hosts = List.copyOf(hosts);
  }

  /** The usual: P-256, this machine's names, ports 8443 and 9443, operator {@code admin}. */
  public static InitSpec in(Path directory) {
    return new InitSpec(
        directory, "Bequest", KeyAlgorithm.P256, localHosts(List.of()), 8443, 9443, "admin");
  }

  /** {@code localhost}, both loopback addresses, the machine's name, and what is given. */
  public static List<String> localHosts(List<String> given) {
    Set<String> hosts = new LinkedHashSet<>(List.of("localhost"));
    hosts.addAll(given);
    hosts.add("127.0.0.1");
    hosts.add("::1");
    try {
      hosts.add(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException _) {
      // A machine without a name is reached by the others.
    }
    return List.copyOf(hosts);
  }

  public InitSpec withPorts(int est, int admin) {
    return new InitSpec(directory, name, algorithm, hosts, est, admin, operator);
  }

  public InitSpec withHosts(List<String> given) {
    return new InitSpec(
        directory, name, algorithm, localHosts(given), estPort, adminPort, operator);
  }
}
