package org.bequest.cli.operator;

import java.net.URI;
import java.nio.file.Path;
import org.bequest.admin.client.AdminClient;
import org.bequest.cli.service.AdminAddress;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.credential.CredentialFiles;
import org.bequest.server.setup.Layout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which server, and as which operator. On the server's own machine its directory says it all; each
 * part of it can be given by itself.
 */
final class AdminOptions {
  @Option(
      names = "--dir",
      defaultValue = "${env:BEQUEST_DIR:-bequest-data}",
      paramLabel = "DIR",
      description =
          "The server's directory, where the operator's files are. Default: $$BEQUEST_DIR, or"
              + " bequest-data")
  private Path directory;

  @Option(
      names = "--operator",
      defaultValue = "admin",
      paramLabel = "NAME",
      description = "Which operator of --dir to be. Default: ${DEFAULT-VALUE}")
  private String operator;

  @Option(
      names = "--admin-url",
      paramLabel = "URL",
      description = "The admin listener, https://HOST:PORT, of a server that is elsewhere.")
  private @Nullable URI url;

  @Option(
      names = "--operator-cert",
      paramLabel = "FILE",
      description = "PEM file with the operator's certificate, its issuers after it.")
  private @Nullable Path certificate;

  @Option(
      names = "--operator-key",
      paramLabel = "FILE",
      description = "PEM file with its private key.")
  private @Nullable Path key;

  @Option(names = "--ca", paramLabel = "FILE", description = "PEM file with the server's root.")
  private @Nullable Path root;

  AdminClient client() {
    URI address = url == null ? AdminAddress.of(directory).current() : checked(url);
    return files().client(address);
  }

  /** Where the operator's own key and certificate are. */
  CredentialFiles credential() {
    return CredentialFiles.at(files().key(), files().certificate());
  }

  private OperatorFiles files() {
    Layout layout = new Layout(directory);
    return new OperatorFiles(
        key == null ? layout.operatorKey(operator) : key,
        certificate == null ? layout.operatorCertificate(operator) : certificate,
        root == null ? layout.rootCertificate() : root);
  }

  private static URI checked(URI url) {
    if (!"https".equals(url.getScheme()) || url.getHost() == null) {
      throw new CommandFailure(ExitCode.USAGE, "--admin-url: " + url + " is not https://HOST:PORT");
    }
    return URI.create("https://" + url.getRawAuthority());
  }
}
