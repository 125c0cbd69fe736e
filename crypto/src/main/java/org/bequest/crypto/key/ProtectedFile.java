package org.bequest.crypto.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Files that hold secrets: mode 0600, and at each moment either the old content or the new, also
 * when the machine stops in the middle.
 */
public final class ProtectedFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private ProtectedFile() {}

  /**
   * Replaces the file: a temporary file of mode 0600 beside it, synced, renamed onto it, and the
   * folder synced.
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(file + " is not the name of a file");
    }
    Path temporary =
        Files.createTempFile(folder, "." + target.getFileName() + ".", ".tmp", attributes());
    try {
      writeSynced(temporary, content);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      syncFolder(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** One clause on who else may read or write the file, for a warning; empty when nobody may. */
  public static Optional<String> exposure(Path file) throws IOException {
    if (!POSIX) {
      return Optional.empty();
    }
    Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    open.removeAll(PosixFilePermissions.fromString("rwx------"));
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(file + " holds a secret and is open to others than its owner: chmod 600");
  }

  private static FileAttribute<?>[] attributes() {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static void writeSynced(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** Without it the rename itself may be lost. Where folders cannot be opened, nothing is lost. */
  private static void syncFolder(Path folder) throws IOException {
    if (!POSIX) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
