package org.bequest.server.auth;

import java.util.List;

/** What a device may be named of which nothing is known but its name. */
final class DeviceNames {
  private DeviceNames() {}

  /** The name alone: a star, which would be a pattern to the authority, grants nothing. */
  static List<String> of(String name) {
    return name.isEmpty() || name.indexOf('*') >= 0
        ? List.of()
        : List.of("CN=" + name, "dns:" + name);
  }
}
