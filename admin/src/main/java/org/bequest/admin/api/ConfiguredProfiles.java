package org.bequest.admin.api;

import java.util.List;
import java.util.TreeMap;
import org.bequest.admin.message.ConfiguredSection;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.server.config.SettingsTree;

/** Profiles as they are in force. */
final class ConfiguredProfiles {
  private final Routes.Configured configured;

  ConfiguredProfiles(Routes.Backend backend) {
    this.configured = backend.configured();
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/profiles", _ -> list()),
        Route.of("GET", "/v1/profiles/{profile}", this::show));
  }

  private Reply list() {
    return Reply.ok(
        new TreeMap<>(configured.settings().get().profiles())
            .entrySet().stream()
                .map(e -> new ConfiguredSection(e.getKey(), SettingsTree.of(e.getValue())))
                .toList());
  }

  private Reply show(Call call) {
    ProfileConfig found = configured.settings().get().profiles().get(call.parameter());
    return found == null
        ? Reply.notFound("there is no profile " + call.parameter())
        : Reply.ok(new ConfiguredSection(call.parameter(), SettingsTree.of(found)));
  }
}
