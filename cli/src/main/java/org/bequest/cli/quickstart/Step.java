package org.bequest.cli.quickstart;

import java.util.function.Supplier;

/**
 * One thing that the demonstration shows.
 *
 * @param name the RFC's word for it
 * @param section where it is specified
 * @param action does it, and says what came of it
 */
record Step(String name, String section, Supplier<String> action) {}
