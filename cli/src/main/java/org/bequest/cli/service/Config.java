package org.bequest.cli.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.cli.terminal.Terminal;
import org.bequest.server.config.ConfigFault;
import org.bequest.server.config.Configuration;
import org.bequest.server.config.Explanation;
import org.bequest.server.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bequest config}. */
@Command(
    name = "config",
    description = "The configuration: check it, show what is in force, explain a key.",
    footer = {"", "  bequest config check --dir /var/lib/bequest"},
    subcommands = {Config.Check.class, Config.Show.class, Config.Explain.class})
public final class Config {
  /** {@code bequest config check}. */
  @Command(
      name = "check",
      description = "Find every fault of the file. Status 2 when there is one.",
      footer = {"", "  bequest config check --config bequest.yaml --json"})
  static final class Check implements Runnable {
    @Mixin private ConfigurationOptions configuration;
    @Mixin private OutputOptions output;

    @Override
    public void run() {
      Terminal terminal = output.terminal();
      if (terminal.json()
          && Configuration.load(configuration.file())
              instanceof Configuration.Result.Invalid(List<ConfigFault> faults)) {
        faults.forEach(f -> terminal.result("", fields(f)));
      }
      Starting.settings(configuration.file());
      terminal.result(
          configuration.file() + " is right",
          Map.of("file", configuration.file().toString(), "right", true));
    }

    private static Map<String, Object> fields(ConfigFault fault) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("file", fault.file().toString());
      fields.put("line", fault.line());
      fields.put("key", fault.key());
      fields.put("value", fault.value());
      fields.put("reason", fault.reason());
      fields.put("suggestion", fault.suggestion());
      return fields;
    }
  }

  /** {@code bequest config show}. */
  @Command(
      name = "show",
      description = "Show every setting that is in force, defaults included; never a secret.",
      footer = {"", "  bequest config show --json"})
  static final class Show implements Runnable {
    @Mixin private ConfigurationOptions configuration;
    @Mixin private OutputOptions output;

    @Override
    public void run() {
      Settings settings = Starting.settings(configuration.file());
      var text = new SettingsText();
      output.terminal().result(text.yaml(settings), text.tree(settings));
    }
  }

  /** {@code bequest config explain}. */
  @Command(
      name = "explain",
      description = "Say what a key means; without a key, name them all.",
      footer = {"", "  bequest config explain labels.default.linking"})
  static final class Explain implements Runnable {
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "KEY", arity = "0..1", description = "With dots: ca.crl.validity.")
    private @Nullable String key;

    @Override
    public void run() {
      Terminal terminal = output.terminal();
      if (key == null) {
        Configuration.explanations().forEach(e -> terminal.result(e.key(), fields(e)));
        return;
      }
      Explanation found = explained(key);
      terminal.result(text(found), fields(found));
    }

    private static Explanation explained(String key) {
      return Configuration.explain(key)
          .orElseThrow(() ->
              new CommandFailure(
                  ExitCode.USAGE,
                  "there is no key " + key,
                  "bequest config explain names them all" + like(key)));
    }

    /** Keys that end in the same word are what somebody with a wrong path looks for. */
    private static String like(String key) {
      String word = key.substring(key.lastIndexOf('.') + 1);
      List<String> similar =
          Configuration.explanations().stream()
              .map(Explanation::key)
              .filter(k -> k.endsWith("." + word))
              .toList();
      return similar.isEmpty() ? "." : "; did you mean " + String.join(" or ", similar) + "?";
    }

    private static String text(Explanation e) {
      String fallback = e.required() ? "must be given" : "default " + e.fallback();
      return "%s: %s, %s%n%s".formatted(e.key(), e.type(), fallback, e.meaning());
    }

    private static Map<String, Object> fields(Explanation e) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("key", e.key());
      fields.put("type", e.type());
      fields.put("default", e.fallback());
      fields.put("required", e.required());
      fields.put("meaning", e.meaning());
      fields.put("since", e.since());
      return fields;
    }
  }
}
