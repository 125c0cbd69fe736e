package org.bequest.ca.exec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program with its fixed arguments: nothing of a request is ever added to them, and no shell
 * reads them.
 *
 * @param words absolute path of the program, then its arguments
 * @param environment all that it sees besides the facts of a request
 * @param directory where it runs
 */
public record Command(List<String> words, Map<String, String> environment, Path directory) {
  private static final String SEARCH_PATH = "PATH";

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command names a program");
    }
  }

  /** Ready to start, with a clean environment: of our own process it inherits nothing. */
  ProcessBuilder with(Map<String, String> facts) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().put(SEARCH_PATH, "/usr/bin:/bin");
    builder.environment().putAll(environment);
    builder.environment().putAll(facts);
    return builder;
  }
}
