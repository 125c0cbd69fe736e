package org.bequest.server.setup;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@link Init} found or made.
 *
 * @param created false when the deployment was there already; nothing was then touched
 * @param configuration the {@code bequest.yaml} to serve with
 * @param rootCertificate PEM, for clients' {@code --ca}
 * @param rootSha256 fingerprint of the root certificate, lower-case hex
 * @param operatorCertificate PEM with its chain
 * @param operatorKey PEM, mode 0600
 * @param items what is there, one line each, for people
 */
public record InitReport(
    boolean created,
    Path configuration,
    Path rootCertificate,
    String rootSha256,
    Path operatorCertificate,
    Path operatorKey,
    List<String> items) {
  public InitReport {
    items = List.copyOf(items);
  }
}
