package org.bequest.server.endpoint;

import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.MediaType;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.http.HttpHeader;
import org.bequest.server.label.WireOptions;

/** A body in base64 with the headers that say so (RFC 8951 3). */
public final class Base64Answer {
  private static final HttpHeader BASE64 = new HttpHeader("Content-Transfer-Encoding", "base64");

  private Base64Answer() {}

  public static HttpAnswer of(MediaType type, byte[] der, WireOptions wire) {
    byte[] body = Base64Body.encode(der, wire.base64Lines().lines());
    HttpHeader contentType = HttpHeader.contentType(type.toString());
    return wire.transferEncodingHeader()
        ? HttpAnswer.ok(body, contentType, BASE64)
        : HttpAnswer.ok(body, contentType);
  }
}
