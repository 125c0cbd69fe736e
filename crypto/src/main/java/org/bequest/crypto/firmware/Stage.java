package org.bequest.crypto.firmware;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.firmware.LoadErrorCode;

/** One check of a loader, with the code of RFC 4108 for its failure. */
record Stage(LoadErrorCode code, Check check) {
  @FunctionalInterface
  interface Check {
    void run() throws MalformedException;
  }

  /** In their order, each only when those before it found nothing. */
  static Optional<FirmwareRefusal> first(List<Stage> stages) {
    return stages.stream().flatMap(stage -> stage.run().stream()).findFirst();
  }

  private Optional<FirmwareRefusal> run() {
    try {
      check.run();
      return Optional.empty();
    } catch (MalformedException e) {
      return Optional.of(new FirmwareRefusal(code, String.valueOf(e.getMessage())));
    }
  }

  static void must(boolean holds, String detail) throws MalformedException {
    if (!holds) {
      throw new MalformedException(detail);
    }
  }
}
