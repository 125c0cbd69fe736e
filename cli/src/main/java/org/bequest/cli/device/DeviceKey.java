package org.bequest.cli.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.key.ProtectedFile;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.formats.MalformedException;

/**
 * The key that an enrolment is for. It is on disk before the first request is sent, so that a
 * pending enrolment (RFC 7030 4.2.3) can be asked for again with the same key.
 */
record DeviceKey(KeyPair pair, boolean isNew) {
  /** The key in this file, or a new one that is now in it, mode 0600. */
  static DeviceKey at(Path file, KeyAlgorithm algorithm) {
    try {
      if (Files.exists(file)) {
        return new DeviceKey(
            PublicHalf.pair(PrivateKeyPem.decode(Files.readAllBytes(file))), false);
      }
      KeyPair pair = algorithm.generate();
      ProtectedFile.write(file, PrivateKeyPem.encode(pair.getPrivate()));
      return new DeviceKey(pair, true);
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LOCAL, "cannot use " + file + ": " + e.getMessage());
    }
  }
}
