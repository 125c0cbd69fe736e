package org.bequest.cli.operator;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.ConfiguredSection;
import org.bequest.cli.terminal.OutputOptions;
import picocli.CommandLine.Mixin;

/** What commands that show sections of the configuration have in common. */
final class SectionOptions {
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  /**
   * @param keys of which the values are shown
   */
  void list(Function<AdminClient, List<ConfiguredSection>> sections, List<String> keys) {
    SectionText.list(output.terminal(), AdminContact.with(admin::client, sections), keys);
  }

  void show(BiFunction<AdminClient, String, ConfiguredSection> section, String name) {
    new SectionText()
        .show(output.terminal(), AdminContact.with(admin::client, c -> section.apply(c, name)));
  }
}
