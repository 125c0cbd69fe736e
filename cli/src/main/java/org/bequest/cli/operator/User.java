package org.bequest.cli.operator;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.NewUser;
import org.bequest.admin.message.UserState;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bequest user}: who may enrol with a name and a password (HTTP Basic). */
@Command(
    name = "user",
    description = "Users: who may enrol with a name and a password (HTTP Basic).",
    footer = {
      "",
      "  bequest user put plant7 --password-file plant7.txt --grant CN=pump-* --grant O=Example"
    },
    subcommands = {User.Put.class, User.Show.class, User.Delete.class})
public final class User {
  /** {@code bequest user put}. */
  @Command(
      name = "put",
      description = "Add a user, or replace it with its password and grants.",
      footer = {
        "",
        "  bequest user put plant7 --password-file plant7.txt --grant CN=pump-*",
        "  bequest user put web --password-file - --grant 'CN=*' --grant 'dns:*.plant7.example'"
      })
  static final class Put implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "NAME", description = "For HTTP Basic; no colon.")
    private String name;

    @Option(
        names = "--password-file",
        required = true,
        paramLabel = "FILE",
        description = "File whose first line is the password; - reads standard input.")
    private Path passwordFile;

    @Option(
        names = "--label",
        defaultValue = "",
        description = "The label under which it counts; * for all. The default label unless given.")
    private String label;

    @Option(
        names = "--grant",
        required = true,
        paramLabel = "RULE",
        description = "What certificates may name: CN=pump-*, dns:*.plant7.example. Repeatable.")
    private List<String> grants;

    @Override
    public void run() {
      var asked = new NewUser(SecretFile.firstLine(passwordFile), label, grants);
      show(output.terminal(), AdminContact.with(admin::client, c -> c.putUser(name, asked)));
    }
  }

  /** {@code bequest user list}. */
  @Command(
      name = "list",
      description = "Show all users and what they may name.",
      footer = {"", "  bequest user list"})
  static final class Show implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Override
    public void run() {
      Terminal terminal = output.terminal();
      List<UserState> all = AdminContact.with(admin::client, AdminClient::users);
      all.forEach(user -> show(terminal, user));
      if (all.isEmpty()) {
        terminal.note("there is none");
      }
    }
  }

  /** {@code bequest user delete}. */
  @Command(
      name = "delete",
      description = "Delete a user. Certificates that it got stay valid.",
      footer = {"", "  bequest user delete plant7"})
  static final class Delete implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "NAME", description = "As list shows it.")
    private String name;

    @Override
    public void run() {
      AdminContact.run(admin::client, c -> c.deleteUser(name));
      output.terminal().result("deleted", Map.of("name", name, "deleted", true));
    }
  }

  private static void show(Terminal terminal, UserState user) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", user.name());
    fields.put("label", user.label());
    fields.put("grants", user.names());
    String where = user.label().isEmpty() ? "" : " [" + user.label() + "]";
    terminal.result(user.name() + where + "  " + String.join(", ", user.names()), fields);
  }
}
