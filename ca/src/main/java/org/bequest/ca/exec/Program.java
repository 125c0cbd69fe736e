package org.bequest.ca.exec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the programs of one authority, each in a process of its own: the request on its standard
 * input, its facts in the environment, the answer on its standard output, words for the operator on
 * its standard error.
 */
final class Program {
  private static final Logger LOG = LoggerFactory.getLogger(Program.class);
  private static final int MOST_WORDS = 8 * 1024;
  private static final int LONGEST_LINE = 400;
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

  private final String authority;
  private final ProcessLimits limits;
  private final Semaphore turns;

  /**
   * @param authority its name in the configuration, for the log
   */
  Program(String authority, ProcessLimits limits) {
    this.authority = authority;
    this.limits = limits;
    this.turns = new Semaphore(limits.processes(), true);
  }

  ProgramRun run(Command command, Map<String, String> facts, byte[] input) {
    try {
      if (!turns.tryAcquire(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
        return new ProgramRun.NotStarted("too many requests wait for their turn");
      }
      try {
        return started(command, facts, input);
      } finally {
        turns.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new ProgramRun.NotStarted("the server is stopping");
    }
  }

  private ProgramRun started(Command command, Map<String, String> facts, byte[] input) {
    try {
      Process process = command.with(facts).start();
      try {
        return watched(process, input);
      } finally {
        if (process.isAlive()) {
          new ProcessTree(process).kill();
        }
      }
    } catch (IOException e) {
      return new ProgramRun.NotStarted(String.valueOf(e.getMessage()));
    }
  }

  private ProgramRun watched(Process process, byte[] input) {
    var flooded = new CompletableFuture<Process>();
    var output =
        new BoundedStream(
            process.getInputStream(), limits.output(), () -> flooded.complete(process));
    var words = new BoundedStream(process.getErrorStream(), MOST_WORDS, () -> {});
    Thread.ofVirtual().start(() -> feed(process.getOutputStream(), input));
    try {
      if (!endsInTime(process, flooded)) {
        return new ProgramRun.Killed("it took longer than " + limits.time().toMillis() + " ms");
      }
      boolean complete = flooded.isDone() || output.ends(LAST_OUTPUT);
      if (flooded.isDone()) {
        return new ProgramRun.Killed("it wrote more than " + limits.output() + " octets");
      }
      return complete
          ? new ProgramRun.Ended(process.exitValue(), output.bytes())
          : new ProgramRun.Killed("something that it left running holds its output open");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new ProgramRun.Killed("the server is stopping");
    } finally {
      tell(words);
    }
  }

  /** Also when it was found to write too much. */
  private boolean endsInTime(Process process, CompletableFuture<Process> flooded)
      throws InterruptedException {
    try {
      CompletableFuture.anyOf(process.onExit(), flooded)
          .get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a process cannot fail", e);
    }
  }

  /** A program need not read what it is given. */
  private static void feed(OutputStream input, byte[] octets) {
    try (input) {
      input.write(octets);
    } catch (IOException e) {
      LOG.debug("a program did not read its input", e);
    }
  }

  private void tell(BoundedStream words) {
    new String(words.bytes(), StandardCharsets.UTF_8)
        .lines()
        .map(l -> l.substring(0, Math.min(l.length(), LONGEST_LINE)).replaceAll("\\p{C}", " "))
        .filter(l -> !l.isBlank())
        .forEach(l -> LOG.info("authority {}: {}", authority, l));
  }
}
