package org.bequest.conformance.source;

/** What source may not do; the limits are in {@link Limits}. */
enum Rule {
  METHOD_LINES,
  PARAMETERS,
  NESTING,
  FILE_LINES,
  LINE_LENGTH,
  TYPE_NAME,
  COMMENT_WORD,
  PACKAGE_INFO
}
