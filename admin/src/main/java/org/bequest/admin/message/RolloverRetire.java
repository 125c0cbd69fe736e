package org.bequest.admin.message;

/**
 * Takes the old keys away.
 *
 * @param force although certificates of theirs are in use
 */
public record RolloverRetire(boolean force) {}
