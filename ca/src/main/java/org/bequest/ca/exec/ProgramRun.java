package org.bequest.ca.exec;

/** How the run of a program ended. */
sealed interface ProgramRun {
  /** By itself, within every limit. */
  record Ended(int status, byte[] output) implements ProgramRun {}

  /** It was killed, and whatever it had begun is half done. */
  record Killed(String why) implements ProgramRun {}

  /** It never began. */
  record NotStarted(String why) implements ProgramRun {}
}
