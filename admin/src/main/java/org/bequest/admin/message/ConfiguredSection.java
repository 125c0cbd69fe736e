package org.bequest.admin.message;

import java.util.Map;

/**
 * A label or a profile as it is in force.
 *
 * @param settings by the words of the configuration, with every default filled in
 */
public record ConfiguredSection(String name, Map<String, Object> settings) {}
