package org.bequest.server.endpoint.cmc;

/** One step of the {@link Pipeline}. */
@FunctionalInterface
interface Step {
  /**
   * @return whether the next step has its turn; when it has not, what became of the parts is
   *     settled
   */
  boolean take(CmcMessage message);
}
