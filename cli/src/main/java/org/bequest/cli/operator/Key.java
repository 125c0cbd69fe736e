package org.bequest.cli.operator;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.admin.message.ArchivedKey;
import org.bequest.admin.message.WrappedKey;
import org.bequest.cli.file.KeyForm;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.bequest.crypto.pkcs12.Pkcs12Contents;
import org.bequest.crypto.secret.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bequest key}: keys that the server made for devices and archived. */
@Command(
    name = "key",
    description = "Keys that the server made for devices and archived: list, recover.",
    footer = {"", "  bequest key list --subject device-7"},
    subcommands = {Key.Listing.class, Key.Recover.class})
public final class Key {
  /** {@code bequest key list}. */
  @Command(
      name = "list",
      description = "Show the newest ones, the newest first.",
      footer = {"", "  bequest key list --subject device-7 --json"})
  static final class Listing implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Option(names = "--subject", defaultValue = "", description = "Part of the subject.")
    private String subject;

    @Option(
        names = "--limit",
        defaultValue = "100",
        description = "At most so many, up to 1000. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Override
    public void run() {
      Terminal terminal = output.terminal();
      Map<String, String> filters = Map.of("subject", subject, "limit", Integer.toString(limit));
      List<ArchivedKey> found = AdminContact.with(admin::client, c -> c.archivedKeys(filters));
      terminal.list(found, Listing::line, Listing::fields);
    }

    private static String line(ArchivedKey key) {
      return key.serial() + "  " + key.archivedAt() + "  " + key.subject();
    }

    private static Map<String, Object> fields(ArchivedKey key) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("serial", key.serial());
      fields.put("issuer", key.issuer());
      fields.put("subject", key.subject());
      fields.put("identity", key.identity());
      fields.put("archivedAt", key.archivedAt().toString());
      fields.put("recovery", List.of(key.recovery().split(" ", -1)));
      return fields;
    }
  }

  /** {@code bequest key recover}. */
  @Command(
      name = "recover",
      description = "Fetch one and open it here with a recovery key. The audit log tells of it.",
      footer = {
        "",
        "  bequest key recover 5f3a...e1 --key-store recovery.p12"
            + " --key-store-password-file recovery.pw \\",
        "    --password-file new.pw --out device-7.key"
      })
  static final class Recover implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "SERIAL", description = "Of its certificate, colons allowed.")
    private String serial;

    @Option(
        names = "--key-store",
        required = true,
        paramLabel = "FILE",
        description = "The recovery key with its certificate: PKCS#12, or PEM.")
    private Path keyStore;

    @Option(
        names = "--key-store-password-file",
        paramLabel = "FILE",
        description = "File whose first line is its password; - reads standard input.")
    private @Nullable Path keyStorePassword;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Mode 0600.")
    private Path out;

    @Option(
        names = "--form",
        paramLabel = "FORM",
        description =
            "pkcs8 (PEM under a password), pkcs12 (with the certificate, under a password), pem (in"
                + " the clear). Default: pkcs8")
    private KeyForm form = KeyForm.PKCS8;

    @Option(
        names = "--password-file",
        paramLabel = "FILE",
        description = "File whose first line is the password of the new file.")
    private @Nullable Path password;

    @Override
    public void run() {
      if (form.needsPassword() && password == null) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "--form pkcs8 and pkcs12 want --password-file",
            "--form pem writes the key in the clear.");
      }
      RecoveryKey recovery = RecoveryKey.read(keyStore, secret(keyStorePassword));
      String digits = serial.replace(":", "");
      WrappedKey wrapped = AdminContact.with(admin::client, c -> c.recoverKey(digits));
      try (Pkcs12Contents key = recovery.open(wrapped);
          Secret protection = secret(password)) {
        LocalFile.write(out, form.encode(key, protection));
      }
      output
          .terminal()
          .result(
              "the key of " + wrapped.subject() + " is in " + out,
              Map.of(
                  "serial", wrapped.serial(),
                  "subject", wrapped.subject(),
                  "file", out.toString()));
    }

    private static Secret secret(@Nullable Path file) {
      return Secret.of(file == null ? "" : SecretFile.firstLine(file));
    }
  }
}
