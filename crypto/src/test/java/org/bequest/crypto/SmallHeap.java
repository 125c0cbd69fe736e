package org.bequest.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with 64 MiB of heap, for content that does not fit into it. */
public final class SmallHeap {
  private SmallHeap() {}

  /**
   * How long that content is: {@code -Dbequest.stream.octets=1073741824} takes another length than
   * the usual one.
   */
  public static long octets(long usual) {
    return Long.getLong("bequest.stream.octets", usual);
  }

  /** Runs a program that must end well, and returns the lines that it has said. */
  public static List<String> run(Class<?> program, Path folder, long octets) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(folder.toString(), String.valueOf(octets)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    System.out.print(said);
    return said.lines().toList();
  }
}
