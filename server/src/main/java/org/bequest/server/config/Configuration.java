package org.bequest.server.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code bequest.yaml}. Either the whole file is right, or nothing of it is used. */
public final class Configuration {
  private static final long LARGEST = 1 << 20;

  /** The settings, or everything that is wrong with the file. */
  public sealed interface Result {
    record Loaded(Settings settings) implements Result {}

    /**
     * @param faults at least one, in the order of the file
     */
    record Invalid(List<ConfigFault> faults) implements Result {
      public Invalid {
        faults = List.copyOf(faults);
      }

      /** One fault a line. */
      public String text() {
        return String.join("\n", faults.stream().map(ConfigFault::toString).toList());
      }
    }
  }

  private Configuration() {}

  /** Reads and checks; opens nothing that the file names. */
  public static Result load(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        return invalid(file, "larger than " + LARGEST + " octets");
      }
      return parse(file, Files.readString(file));
    } catch (NoSuchFileException _) {
      return invalid(file, "there is no such file");
    } catch (MalformedInputException _) {
      return invalid(file, "not UTF-8 text");
    } catch (IOException e) {
      return invalid(file, "cannot be read: " + e.getMessage());
    }
  }

  /**
   * As {@link #load}, from text.
   *
   * @param file for messages, and for what relative paths are relative to
   */
  public static Result parse(Path file, String text) {
    Faults faults = new Faults(file);
    Optional<YamlNode.Mapping> root = YamlReader.read(text, faults);
    if (root.isEmpty()) {
      return new Result.Invalid(faults.all());
    }
    Optional<Settings> settings = bound(file, root.get(), faults);
    settings.ifPresent(s -> new CrossChecks(s, root.get(), faults).run());
    return settings.isPresent() && faults.none()
        ? new Result.Loaded(settings.get())
        : new Result.Invalid(faults.all());
  }

  /**
   * What a key means, for people; the names of profiles and labels are free: {@code
   * labels.plant7.profile} or {@code labels.<name>.profile}.
   */
  public static Optional<Explanation> explain(String key) {
    return Explanations.standard().find(key);
  }

  /** Every key, in the order of the file. */
  public static List<Explanation> explanations() {
    return Explanations.standard().all();
  }

  private static Optional<Settings> bound(Path file, YamlNode.Mapping root, Faults faults) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
    return new RecordBinder(new Scalars(folder), faults).bind(Settings.class, root);
  }

  private static Result invalid(Path file, String reason) {
    return new Result.Invalid(List.of(new ConfigFault(file, 0, "", "", reason, "")));
  }
}
