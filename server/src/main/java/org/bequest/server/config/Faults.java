package org.bequest.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
final class Faults {
  private final Path file;
  private final List<ConfigFault> all = new ArrayList<>();

  Faults(Path file) {
    this.file = file;
  }

  void add(int line, String key, Complaint complaint) {
    all.add(
        new ConfigFault(
            file, line, key, complaint.value(), complaint.reason(), complaint.suggestion()));
  }

  boolean none() {
    return all.isEmpty();
  }

  List<ConfigFault> all() {
    return all.stream().sorted(Comparator.comparingInt(ConfigFault::line)).toList();
  }
}
