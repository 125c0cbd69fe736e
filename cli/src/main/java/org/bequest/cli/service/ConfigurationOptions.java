package org.bequest.cli.service;

import java.nio.file.Path;
import java.util.Objects;
import org.bequest.server.setup.Layout;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which configuration: its file, or the directory that {@code init} made. */
final class ConfigurationOptions {
  @ArgGroup private @Nullable Place place;

  private static final class Place {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "The configuration, usually bequest.yaml in the server's directory.")
    private @Nullable Path file;

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "The server's directory. Default: $$BEQUEST_DIR, or bequest-data")
    private @Nullable Path directory;
  }

  Path file() {
    return place != null && place.file != null
        ? place.file
        : new Layout(directory()).configuration();
  }

  Path directory() {
    if (place != null && place.file != null) {
      return Objects.requireNonNullElse(place.file.getParent(), Path.of(""));
    }
    return place != null && place.directory != null ? place.directory : usualDirectory();
  }

  static Path usualDirectory() {
    return Path.of(System.getenv().getOrDefault("BEQUEST_DIR", "bequest-data"));
  }
}
