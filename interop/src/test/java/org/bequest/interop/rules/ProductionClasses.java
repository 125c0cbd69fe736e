package org.bequest.interop.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.bequest.conformance.SourceTree;

/** What the modules of this build compiled, without tests. */
final class ProductionClasses {

  /** Modules with classes that nobody gets. */
  private static final Set<String> NOT_RELEASED = Set.of("benchmarks", "conformance");

  private ProductionClasses() {}

  static JavaClasses read() {
    SourceTree tree = SourceTree.ofThisBuild();
    List<Path> compiled =
        tree.modules().stream()
            .filter(module -> !NOT_RELEASED.contains(module))
            .map(module -> tree.root().resolve(module).resolve("target/classes"))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(compiled);
  }
}
