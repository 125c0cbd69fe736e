package org.bequest.cli.inspect;

import java.util.List;

/** One family of formats: what it teaches the command to recognise and to show. */
interface Noun {
  /** Whole files. */
  default List<Document> documents() {
    return List.of();
  }

  /** What a message may hold, by its content type. A bare one in a file is found by trying. */
  default List<Kind> contents() {
    return List.of();
  }

  /** By attrType; the reader is given one value. */
  default List<Kind> attributes() {
    return List.of();
  }

  /** By extnID; the reader is given the octets of extnValue. */
  default List<Kind> extensions() {
    return List.of();
  }
}
