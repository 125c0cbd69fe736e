package org.bequest.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder {@code target/requirements} of one module. A file carries the build that wrote it in
 * its name, so that several JVMs of one build add to each other and nothing of an earlier build
 * counts.
 */
record VerdictFolder(Path path, String build) {

  static Optional<VerdictFolder> ofThisModule() {
    return Optional.ofNullable(System.getProperty("bequest.module"))
        .map(Path::of)
        .map(module -> of(module, System.getProperty("bequest.build", "0")));
  }

  static VerdictFolder of(Path module, String build) {
    return new VerdictFolder(module.resolve("target").resolve("requirements"), build);
  }

  void dropOtherBuilds() {
    for (Path file : files()) {
      if (!ofThisBuild(file)) {
        delete(file);
      }
    }
  }

  void write(Collection<Verdict> verdicts) {
    try {
      Files.createDirectories(path);
      Path file = Files.createTempFile(path, build + "-", ".tsv");
      Files.write(file, verdicts.stream().map(Verdict::line).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing when this module's tests did not run in this build. */
  Optional<List<Verdict>> read() {
    List<Path> mine = files().stream().filter(this::ofThisBuild).toList();
    if (mine.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        mine.stream().flatMap(file -> lines(file).stream()).map(Verdict::parse).toList());
  }

  private boolean ofThisBuild(Path file) {
    return file.getFileName().toString().startsWith(build + "-");
  }

  private List<Path> files() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(path)) {
      return found.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
