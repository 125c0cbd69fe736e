/**
 * What formats cost, measured by JMH. {@code benchmarks/run} builds and runs them, with the
 * arguments of JMH's own command; {@code docs/performance.md} has the figures.
 */
@NullMarked
package org.bequest.benchmarks;

import org.jspecify.annotations.NullMarked;
