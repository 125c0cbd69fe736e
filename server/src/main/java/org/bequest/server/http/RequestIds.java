package org.bequest.server.http;

import java.util.concurrent.ThreadLocalRandom;

/** Names of requests: unique enough to find one in a log, and no secret. */
public final class RequestIds {
  private static final int DIGITS = 16;

  private RequestIds() {}

  /** Sixteen digits of lower-case hex. */
  public static String next() {
    String hex = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return "0".repeat(DIGITS - hex.length()) + hex;
  }
}
