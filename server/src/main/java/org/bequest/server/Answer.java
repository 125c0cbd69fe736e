package org.bequest.server;

import org.bequest.server.http.HttpAnswer;

/**
 * An answer with what the log says of it beside.
 *
 * @param reason name of the Reason of a refusal, else empty
 * @param detail why it was refused, else empty
 * @param serial of the certificate in it in lower-case hex, else empty
 */
record Answer(HttpAnswer http, String reason, String detail, String serial) {
  static Answer of(HttpAnswer http) {
    return new Answer(http, "", "", "");
  }
}
