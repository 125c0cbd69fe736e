package org.bequest.conformance;

/**
 * One duty, in one line of our own words; the RFC's text decides.
 *
 * @param level the RFC's key word; DESC = described without one, DER = follows from a cited
 *     document
 * @param who S = server, C = client, B = both
 */
record Clause(String id, String level, String who, String text) {

  static Clause parse(String line) {
    String[] columns = line.split("\t", -1);
    return new Clause(columns[0], columns[1], columns[2], columns[3]);
  }
}
