package org.bequest.ca.profile;

/**
 * One thing that is wrong with a configuration.
 *
 * @param key kebab-case path below the profile: {@code names.subject}, {@code key-usage}
 * @param value as configured
 * @param reason one clause: what is wrong with it
 * @param suggestion what to write instead; empty when there is nothing to suggest
 */
public record Problem(String key, String value, String reason, String suggestion) {}
