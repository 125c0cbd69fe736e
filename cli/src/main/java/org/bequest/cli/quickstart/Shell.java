package org.bequest.cli.quickstart;

import java.nio.file.Path;

/** Words of a POSIX shell's command line. */
final class Shell {
  private Shell() {}

  /** Relative when it is under the current folder. */
  static String word(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path whole = path.toAbsolutePath().normalize();
    return word((whole.startsWith(here) ? here.relativize(whole) : whole).toString());
  }

  static String word(String text) {
    return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
