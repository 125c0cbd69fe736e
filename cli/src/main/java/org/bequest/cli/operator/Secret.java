package org.bequest.cli.operator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.CreatedSecret;
import org.bequest.admin.message.NewSecret;
import org.bequest.admin.message.SecretState;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bequest secret}: secrets that the service shares with devices. */
@Command(
    name = "secret",
    description = "Secrets shared with devices: keys and passwords for generated keys, CMC proofs.",
    footer = {"", "  bequest secret add --kind cmc --identity device-7 --out device-7.secret"},
    subcommands = {Secret.Add.class, Secret.Show.class, Secret.Remove.class})
public final class Secret {
  /** Which secret, and what it is for. */
  static final class Properties {
    @Option(
        names = "--kind",
        required = true,
        paramLabel = "KIND",
        description =
            "key-encryption (a symmetric key that wraps keys made for the device), key-holder (the"
                + " certificate or public key that they are encrypted to), package-password (of"
                + " PKCS#12 files), cmc (proves an identity in CMC requests)")
    private String kind;

    @Option(
        names = "--identity",
        required = true,
        paramLabel = "WHO",
        description = "Whose it is: the name of a device, or an identity such as user:plant7.")
    private String identity;

    @Option(
        names = "--label",
        defaultValue = "",
        description = "The label under which it counts; * for all. The default label unless given.")
    private String label;

    @Option(
        names = "--id",
        defaultValue = "",
        paramLabel = "ID",
        description = "To be known by in lists and, unless --reference is given, in requests.")
    private String id;

    @Option(
        names = "--reference",
        defaultValue = "",
        paramLabel = "TEXT",
        description =
            "By which requests name it: the identification of CMC, the identifier of a key."
                + " 0x... for octets. The id unless given; of a key-holder its key identifier.")
    private String reference;

    @Option(
        names = "--grant",
        paramLabel = "RULE",
        description =
            "What certificates may name that are asked for with a CMC secret alone: CN=pump-*,"
                + " dns:*.plant7.example. Repeatable. The device's own name unless given.")
    private List<String> grants = List.of();

    @Option(
        names = "--single-use",
        description = "The CMC message whose certificates it has proven spends it.")
    private boolean singleUse;

    @Option(
        names = "--validity",
        defaultValue = "0s",
        paramLabel = "TIME",
        description = "How long it counts; without end unless given.")
    private Duration validity;

    NewSecret asked(String value) {
      return new NewSecret(kind, id, octets(), identity, label, grants, value, singleUse, validity);
    }

    private String octets() {
      return reference.startsWith("0x")
          ? reference.substring(2)
          : HexFormat.of().formatHex(reference.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** {@code bequest secret add}. */
  @Command(
      name = "add",
      description = "Add one that is given, or make one, which is shown now and never again.",
      footer = {
        "",
        "  bequest secret add --kind cmc --identity device-7 --single-use --out device-7.secret",
        "  bequest secret add --kind key-encryption --identity device-7 --value-file kek.b64",
        "  bequest secret add --kind key-holder --identity device-7 --value-file device-7.pem"
      })
  static final class Add implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;
    @Mixin private Properties properties;

    @Option(
        names = "--value-file",
        paramLabel = "FILE",
        description =
            "File with the secret; - reads standard input. Of a key its base64, or hexadecimal"
                + " after 0x; of a key-holder its PEM or DER; otherwise the first line. One is made"
                + " unless given.")
    private @Nullable Path valueFile;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Write a made one to this file, mode 0600, instead of showing it.")
    private @Nullable Path out;

    @Override
    public void run() {
      String value = valueFile == null ? "" : SecretInput.base64(properties.kind, valueFile);
      NewSecret asked = properties.asked(value);
      CreatedSecret made = AdminContact.with(admin::client, c -> c.addSecret(asked));
      Map<String, Object> fields = fields(made.state());
      String text = Objects.requireNonNullElse(made.value(), "");
      if (!text.isEmpty() && out != null) {
        LocalFile.write(out, (text + "\n").getBytes(StandardCharsets.US_ASCII));
        fields.put("file", out.toString());
        output.terminal().result("secret of " + made.state().identity() + " in " + out, fields);
      } else if (!text.isEmpty()) {
        fields.put("value", text);
        output.terminal().result(text, fields);
      } else {
        output.terminal().result(line(made.state()), fields);
      }
      output.terminal().note("id " + made.state().id());
    }
  }

  /** {@code bequest secret list}. */
  @Command(
      name = "list",
      description = "Show all of them, but not the secrets.",
      footer = {"", "  bequest secret list --json"})
  static final class Show implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Override
    public void run() {
      Terminal terminal = output.terminal();
      List<SecretState> all = AdminContact.with(admin::client, AdminClient::secrets);
      all.forEach(secret -> terminal.result(line(secret), fields(secret)));
      if (all.isEmpty()) {
        terminal.note("there is none");
      }
    }
  }

  /** {@code bequest secret remove}. */
  @Command(
      name = "remove",
      description = "Remove one. What was made with it stays.",
      footer = {"", "  bequest secret remove 4KQ7M2XWZ9AB"})
  static final class Remove implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "ID", description = "As list shows it.")
    private String id;

    @Override
    public void run() {
      AdminContact.run(admin::client, c -> c.removeSecret(id));
      output.terminal().result("removed", Map.of("id", id, "removed", true));
    }
  }

  private static String line(SecretState secret) {
    String where = secret.label().isEmpty() ? "" : " [" + secret.label() + "]";
    return "%s  %-16s %-24s %s"
        .formatted(secret.id(), secret.kind(), secret.identity() + where, standing(secret))
        .strip();
  }

  private static String standing(SecretState secret) {
    if (secret.spentAt() != null) {
      return "spent " + secret.spentAt();
    }
    return secret.expiresAt() == null ? "" : "until " + secret.expiresAt();
  }

  private static Map<String, Object> fields(SecretState secret) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", secret.id());
    fields.put("kind", secret.kind());
    fields.put("identity", secret.identity());
    fields.put("label", secret.label());
    fields.put("reference", secret.reference());
    fields.put("grants", secret.names());
    fields.put("singleUse", secret.singleUse());
    fields.put("createdAt", secret.createdAt().toString());
    if (secret.expiresAt() != null) {
      fields.put("expiresAt", secret.expiresAt().toString());
    }
    if (secret.spentAt() != null) {
      fields.put("spentAt", secret.spentAt().toString());
    }
    return fields;
  }
}
