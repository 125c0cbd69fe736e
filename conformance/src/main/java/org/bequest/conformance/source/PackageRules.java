package org.bequest.conformance.source;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every production package says what it is for, and that its types are not null. */
final class PackageRules {

  private static final String FILE = "package-info.java";

  private PackageRules() {}

  static List<Violation> check(List<Source> production) {
    Set<String> marked =
        production.stream()
            .filter(source -> source.path().endsWith("/" + FILE))
            .filter(source -> CommentScanner.scan(source.text()).code().contains("@NullMarked"))
            .map(PackageRules::folder)
            .collect(Collectors.toSet());
    return production.stream()
        .map(PackageRules::folder)
        .distinct()
        .filter(folder -> !marked.contains(folder))
        .map(f -> new Violation(Rule.PACKAGE_INFO, f + FILE, 1, "no package-info with @NullMarked"))
        .toList();
  }

  private static String folder(Source source) {
    return source.path().substring(0, source.path().lastIndexOf('/') + 1);
  }
}
