package org.bequest.formats.wire;

import java.util.Optional;

/**
 * What the path of a request means: an operation under a label, or nothing that EST knows.
 *
 * <pre>
 * /.well-known/est [ / label ... ] / operation [ / suffix ... ]     -- RFC 7030 section 3.2.2
 * </pre>
 *
 * Read from the right, since a label may have several segments and an operation two; no segment of
 * a label is one of the words that name an operation.
 */
public sealed interface Target {
  /** Where RFC 7030 section 3.2.2 puts every operation. */
  String PREFIX = "/.well-known/est";

  /**
   * An operation.
   *
   * @param label one or more segments joined by {@code /}; empty is the default label
   * @param suffix names one package of an operation of RFC 8295 ({@code /eecerts/1234}); empty is
   *     none
   */
  record Endpoint(EstOperation operation, String label, String suffix) implements Target {}

  /**
   * Not a path of EST.
   *
   * @param reason {@link Reason#NOT_FOUND}, or {@link Reason#MALFORMED} for a path that only an
   *     attacker or a broken client sends
   * @param detail one clause fit for the peer
   */
  record Unknown(Reason reason, String detail) implements Target {}

  /** The meaning of a raw request target below {@link #PREFIX}; a query is ignored. */
  static Target parse(String rawPath) {
    return parse(rawPath, PREFIX);
  }

  /** The same below another prefix, which starts with a slash and ends without one. */
  static Target parse(String rawPath, String prefix) {
    return new TargetParser(prefix).parse(rawPath);
  }

  /** Why a configured label could never be reached, or nothing when it can. */
  static Optional<String> faultOfLabel(String label) {
    return TargetParser.faultOfLabel(label);
  }
}
