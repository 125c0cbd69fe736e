package org.bequest.cli.inspect;

import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;

/** Shows one kind of value. What cannot be read is an exception, what is odd a finding. */
@FunctionalInterface
interface Reader {
  /**
   * @param encoded the value, whole; of content of a message, its octets
   */
  Shown read(byte[] encoded, Inspection in) throws MalformedException;
}
