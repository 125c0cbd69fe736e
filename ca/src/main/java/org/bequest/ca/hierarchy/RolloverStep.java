package org.bequest.ca.hierarchy;

/** What became of a step of a roll-over. */
public sealed interface RolloverStep {
  /**
   * @param what one clause for the operator
   */
  record Done(String what) implements RolloverStep {}

  /** The step was taken before; nothing was changed. */
  record Unchanged(String why) implements RolloverStep {}

  /** The step cannot be taken now; nothing was changed. */
  record Refused(String why) implements RolloverStep {}
}
