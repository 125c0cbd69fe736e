package org.bequest.ca.exec;

import java.util.Optional;

/**
 * The programs of one authority.
 *
 * @param name in the configuration
 */
public record ExecSettings(
    String name,
    Command enroll,
    Optional<Command> revoke,
    Optional<Command> csrAttributes,
    ProcessLimits limits) {}
