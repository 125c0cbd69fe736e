package org.bequest.cli.operator;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.NewPassword;
import org.bequest.admin.message.NewUser;
import org.bequest.admin.message.UserState;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bequest user}: who may enrol with a name and a password (HTTP Basic and Digest). */
@Command(
    name = "user",
    description = "Users: who may enrol with a name and a password (HTTP Basic and Digest).",
    footer = {
      "",
      "  bequest user add plant7 --password-file plant7.txt --grant CN=pump-* --grant O=Example"
    },
    subcommands = {
      User.Add.class,
      User.Put.class,
      User.Show.class,
      User.ShowOne.class,
      User.Password.class,
      User.Delete.class
    })
public final class User {
  /** What a user may do. */
  static final class Properties {
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
        paramLabel = "RULE",
        description =
            "What certificates may name: CN=pump-*, dns:*.plant7.example. Repeatable. Needed unless"
                + " the label has rules about names.")
    private List<String> grants = List.of();

    @Option(
        names = "--digest",
        description =
            "Also for HTTP Digest. The server then stores something that is as good as the"
                + " password.")
    private boolean digest;

    NewUser asked() {
      return new NewUser(SecretFile.firstLine(passwordFile), label, grants, digest);
    }
  }

  /** What {@code add} and {@code put} have in common. */
  static final class Writing {
    /** How one of them says it to the server. */
    interface Request {
      UserState send(AdminClient client, String name, NewUser user);
    }

    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;
    @Mixin private Properties properties;

    @Parameters(paramLabel = "NAME", description = "No colon.")
    private String name;

    void send(Request request) {
      NewUser asked = properties.asked();
      show(output.terminal(), AdminContact.with(admin::client, c -> request.send(c, name, asked)));
    }
  }

  /** {@code bequest user add}. */
  @Command(
      name = "add",
      description = "Add a user.",
      footer = {
        "",
        "  bequest user add plant7 --password-file plant7.txt --grant CN=pump-*",
        "  bequest user add web --password-file - --grant 'CN=*' --grant 'dns:*.plant7.example'"
      })
  static final class Add implements Runnable {
    @Mixin private Writing writing;

    @Override
    public void run() {
      writing.send(AdminClient::addUser);
    }
  }

  /** {@code bequest user put}. */
  @Command(
      name = "put",
      description = "Add a user, or replace it with its password and grants.",
      footer = {"", "  bequest user put plant7 --password-file plant7.txt --grant CN=pump-*"})
  static final class Put implements Runnable {
    @Mixin private Writing writing;

    @Override
    public void run() {
      writing.send(AdminClient::putUser);
    }
  }

  /** {@code bequest user password}. */
  @Command(
      name = "password",
      description = "Give a user another password; everything else stays.",
      footer = {"", "  bequest user password plant7 --password-file new.txt"})
  static final class Password implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "NAME", description = "As list shows it.")
    private String name;

    @Option(
        names = "--password-file",
        required = true,
        paramLabel = "FILE",
        description = "File whose first line is the password; - reads standard input.")
    private Path passwordFile;

    @Override
    public void run() {
      var asked = new NewPassword(SecretFile.firstLine(passwordFile));
      show(output.terminal(), AdminContact.with(admin::client, c -> c.changePassword(name, asked)));
    }
  }

  /** {@code bequest user show}. */
  @Command(
      name = "show",
      description = "Show a user and what it may name.",
      footer = {"", "  bequest user show plant7"})
  static final class ShowOne implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "NAME", description = "As list shows it.")
    private String name;

    @Override
    public void run() {
      show(output.terminal(), AdminContact.with(admin::client, c -> c.user(name)));
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

  /** {@code bequest user remove}. */
  @Command(
      name = "remove",
      aliases = "delete",
      description = "Remove a user. Certificates that it got stay valid.",
      footer = {"", "  bequest user remove plant7"})
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
    fields.put("digest", user.digest());
    String where = user.label().isEmpty() ? "" : " [" + user.label() + "]";
    String digest = user.digest() ? " (also Digest)" : "";
    terminal.result(user.name() + where + digest + "  " + String.join(", ", user.names()), fields);
  }
}
