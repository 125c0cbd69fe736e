package org.bequest.admin.message;

import org.jspecify.annotations.Nullable;

/**
 * Whether the audit log is what was written.
 *
 * @param firstBroken number of the first entry that is not; absent when the log is whole
 */
public record AuditVerdict(boolean whole, @Nullable Long firstBroken) {}
