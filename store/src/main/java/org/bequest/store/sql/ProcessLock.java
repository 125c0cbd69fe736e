package org.bequest.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.bequest.store.StoreException;

/**
 * Keeps a second Bequest away from an SQLite database, for the chain of the audit log has one end.
 * The lock is on a file of its own beside the database, which stays when it is let go; the system
 * lets it go when the process ends, however it ends. Opening twice within one process is refused
 * too, but is a bug: POSIX then lets the first lock go, and other processes in.
 */
final class ProcessLock implements AutoCloseable {
  private final FileChannel channel;

  private ProcessLock(FileChannel channel) {
    this.channel = channel;
  }

  static ProcessLock take(Sqlite sqlite) {
    Path file = Path.of(sqlite.file() + ".lock");
    try {
      var channel = open(file);
      if (!locked(channel)) {
        String holder = Files.readString(file);
        channel.close();
        throw new StoreException(
            "The database %s is in use by another Bequest (process %s): stop that one first."
                .formatted(sqlite.file(), holder));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
      return new ProcessLock(channel);
    } catch (IOException e) {
      throw new StoreException(
          "The lock file %s cannot be written: %s.".formatted(file, Sqlite.reason(file, e)), e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("The lock file of the database cannot be let go.", e);
    }
  }
}
