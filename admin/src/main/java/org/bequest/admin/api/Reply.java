package org.bequest.admin.api;

/** What a handler answers. */
public sealed interface Reply {
  /**
   * @param body written as JSON
   */
  record Done(int status, Object body) implements Reply {}

  /** Done, and nothing to say. */
  record Empty() implements Reply {}

  /**
   * @param status 400 to 599
   * @param detail one clause
   */
  record Refused(int status, String detail) implements Reply {}

  static Reply ok(Object body) {
    return new Done(200, body);
  }

  static Reply created(Object body) {
    return new Done(201, body);
  }

  static Reply badRequest(String detail) {
    return new Refused(400, detail);
  }

  /** The state of things does not allow it. */
  static Reply conflict(String detail) {
    return new Refused(409, detail);
  }

  static Reply notFound(String detail) {
    return new Refused(404, detail);
  }
}
