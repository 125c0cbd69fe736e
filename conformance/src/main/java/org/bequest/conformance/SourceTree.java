package org.bequest.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checked-out project: its modules and their Java files. */
public record SourceTree(Path root) {

  /** The tree that the running build builds. */
  public static SourceTree ofThisBuild() {
    return new SourceTree(Path.of(System.getProperty("bequest.root", "..")).toAbsolutePath());
  }

  /** Folders with a {@code pom.xml}, by name. */
  public List<String> modules() {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Path> productionFiles(String module) {
    return javaFiles(root.resolve(module).resolve("src/main/java"));
  }

  public List<Path> testFiles(String module) {
    return javaFiles(root.resolve(module).resolve("src/test/java"));
  }

  /** The file of a top-level type, if a module has one of that name. */
  Optional<Path> production(String module, String simpleName) {
    return named(productionFiles(module), simpleName);
  }

  Optional<Path> test(String module, String simpleName) {
    return named(testFiles(module), simpleName);
  }

  public String relative(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static Optional<Path> named(List<Path> files, String simpleName) {
    return files.stream().filter(f -> f.endsWith(simpleName + ".java")).findFirst();
  }

  private static List<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
