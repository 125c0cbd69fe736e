package org.bequest.server.http;

/** One field of an answer, spelt as it goes out: some clients compare names by case. */
public record HttpHeader(String name, String value) {
  public static HttpHeader contentType(String value) {
    return new HttpHeader("Content-Type", value);
  }

  public static HttpHeader retryAfter(long seconds) {
    return new HttpHeader("Retry-After", Long.toString(seconds));
  }
}
