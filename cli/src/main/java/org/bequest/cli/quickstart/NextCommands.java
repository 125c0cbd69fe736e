package org.bequest.cli.quickstart;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.CreatedOtp;
import org.bequest.admin.message.NewOtp;
import org.bequest.cli.file.LocalFile;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.server.setup.Layout;

/**
 * Commands to paste, each of which enrols one device with a one-time password of its own. Passwords
 * are in files, because arguments can be read by every user of the machine; strongSwan takes its
 * password in no other way.
 */
final class NextCommands {
  private static final Duration VALIDITY = Duration.ofHours(24);

  private final Layout layout;
  private final Path folder;
  private final int port;
  private final String launcher;
  private final Map<String, String> commands = new LinkedHashMap<>();
  private String password = "";

  private NextCommands(Layout layout, int port) {
    this.layout = layout;
    this.folder = LocalFile.folder(layout.directory().resolve("quickstart"));
    this.port = port;
    this.launcher = System.getProperty("bequest.command", "bequest");
  }

  /** Makes the passwords and the files that the commands read. */
  static NextCommands prepared(
      Layout layout, int port, AdminClient operator, List<X509Certificate> issuers) {
    var next = new NextCommands(layout, port);
    next.password = next.own(operator);
    next.openSsl(operator);
    next.strongSwan(operator, issuers);
    return next;
  }

  /** The one of our own client's command, for whatever else somebody wants to try. */
  String password() {
    return password;
  }

  /** By the tool that they need. */
  Map<String, String> commands() {
    return commands;
  }

  private String own(AdminClient operator) {
    CreatedOtp otp = otp(operator, "device-1");
    Path file = write("device-1.otp", otp.password());
    commands.put(
        "bequest",
        """
        %s enroll --url localhost:%d --ca %s \\
          --user device-1 --otp-file %s --subject CN=device-1 \\
          --out-key %s --out-cert %s\
        """
            .formatted(
                Shell.word(launcher),
                port,
                root(),
                Shell.word(file),
                path("device-1.key"),
                path("device-1.pem")));
    return otp.password();
  }

  private void openSsl(AdminClient operator) {
    CreatedOtp otp = otp(operator, "device-2");
    Path netrc = write("netrc", "machine localhost login device-2 password " + otp.password());
    commands.put(
        "openssl and curl",
        """
        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=device-2 \\
          -keyout %s -outform DER | openssl base64 | \\
          curl -sSf --cacert %s --netrc-file %s --data-binary @- \\
          -H 'Content-Type: application/pkcs10' -H 'Content-Transfer-Encoding: base64' \\
          https://localhost:%d/.well-known/est/simpleenroll | \\
          openssl base64 -d | openssl pkcs7 -inform DER -print_certs -out %s\
        """
            .formatted(
                path("device-2.key"), root(), Shell.word(netrc), port, path("device-2.pem")));
  }

  private void strongSwan(AdminClient operator, List<X509Certificate> issuers) {
    CreatedOtp otp = otp(operator, "device-3");
    Path file = write("device-3.otp", otp.password());
    Path issuing = folder.resolve("issuing.pem");
    LocalFile.write(issuing, CertificatePem.encode(issuers));
    commands.put(
        "strongSwan pki",
        """
        pki --gen --type ecdsa --size 256 --outform pem > %1$s && \\
          pki --req --type ecdsa --in %1$s --dn CN=device-3 | \\
          pki --est --url https://localhost:%2$d --cacert %3$s --cacert %4$s \\
          --userpass "device-3:$(cat %5$s)" --outform pem > %6$s\
        """
            .formatted(
                path("device-3.key"),
                port,
                root(),
                Shell.word(issuing),
                Shell.word(file),
                path("device-3.pem")));
  }

  private static CreatedOtp otp(AdminClient operator, String name) {
    return operator.createOtp(new NewOtp(name, "", VALIDITY));
  }

  private Path write(String name, String line) {
    Path file = folder.resolve(name);
    LocalFile.write(file, (line + "\n").getBytes(StandardCharsets.US_ASCII));
    return file;
  }

  private String root() {
    return Shell.word(layout.rootCertificate());
  }

  private String path(String name) {
    return Shell.word(folder.resolve(name));
  }
}
