package org.bequest.server.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.server.setup.StartException.Kind;
import org.bequest.store.StoreException;

/**
 * Makes a deployment: an authority, a server's certificate, a database, a configuration, a first
 * operator. Everything is made beside the directory and moved there in one step, so that there is
 * never half of it (P-52). Repeating it changes nothing.
 */
public final class Init {
  private Init() {}

  /**
   * @throws StartException with one sentence; nothing is then left behind
   */
  public static InitReport run(InitSpec spec) {
    return run(spec, InstantSource.system());
  }

  static InitReport run(InitSpec spec, InstantSource clock) {
    checkOperator(spec.operator());
    Path directory = spec.directory().toAbsolutePath().normalize();
    try {
      if (Files.exists(new Layout(directory).configuration())) {
        return report(spec, new Layout(directory), false);
      }
      checkEmpty(directory);
      make(spec, directory, clock);
      return report(spec, new Layout(directory), true);
    } catch (CaKeyException | StoreException e) {
      throw StartException.local(e);
    } catch (IOException | UncheckedIOException e) {
      throw new StartException(
          Kind.LOCAL, "The deployment cannot be made in " + directory + ": " + e.getMessage(), e);
    }
  }

  private static void checkOperator(String operator) {
    if (!operator.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new StartException(
          Kind.CONFIGURATION,
          "The operator's name must be letters, digits, dots, dashes and underscores");
    }
  }

  private static void checkEmpty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> content = Files.list(directory)) {
      if (content.findAny().isPresent()) {
        throw new StartException(
            Kind.LOCAL,
            directory + " holds other things and no bequest.yaml: choose an empty directory");
      }
    }
  }

  private static void make(InitSpec spec, Path directory, InstantSource clock) throws IOException {
    Path parent = directory.getParent();
    if (parent == null) {
      throw new IOException("not a directory to put things into");
    }
    Files.createDirectories(parent);
    Path workshop =
        parent.resolve("." + directory.getFileName() + ".new-" + ProcessHandle.current().pid());
    deleteAll(workshop);
    try {
      Files.createDirectory(
          workshop,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      new NewDeployment(spec, new Layout(workshop), clock).build();
      Files.move(workshop, directory, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteAll(workshop);
    }
  }

  private static void deleteAll(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> content = Files.walk(directory)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static InitReport report(InitSpec spec, Layout layout, boolean created)
      throws IOException {
    String verb = created ? "made " : "exists ";
    List<String> items =
        Stream.of(
                layout.configuration(),
                layout.database(),
                layout.authority().resolve("root.p12"),
                layout.authority().resolve("issuing.p12"),
                layout.rootCertificate(),
                layout.serverKey(),
                layout.operatorCertificate(spec.operator()),
                layout.operatorKey(spec.operator()))
            .map(p -> (Files.exists(p) ? verb : "missing ") + p)
            .toList();
    return new InitReport(
        created,
        layout.configuration(),
        layout.rootCertificate(),
        fingerprint(layout.rootCertificate()),
        layout.operatorCertificate(spec.operator()),
        layout.operatorKey(spec.operator()),
        items);
  }

  private static String fingerprint(Path pem) throws IOException {
    try {
      return Fingerprint.sha256(CertificatePem.decode(Files.readAllBytes(pem)).getFirst());
    } catch (MalformedException e) {
      throw new IOException(pem + " holds no certificate", e);
    }
  }
}
