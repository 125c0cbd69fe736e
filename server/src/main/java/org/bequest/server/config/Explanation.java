package org.bequest.server.config;

/**
 * What a key of the configuration means.
 *
 * @param key {@code labels.<name>.profile}
 * @param type for people: {@code duration}, {@code list of off | if-present}
 * @param fallback what holds when the key is left out; empty when it must not be left out
 * @param meaning one or two sentences
 * @param since the first version that reads it
 */
public record Explanation(String key, String type, String fallback, String meaning, String since) {
  public boolean required() {
    return fallback.isEmpty();
  }
}
