package org.bequest.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The one target of a class. Its corpus is what the static method {@code seeds} makes, and what the
 * fuzzer once found, under {@code src/test/resources}. The time limit is the fuzzer's, for an input
 * that hangs.
 */
@MethodSource("seeds")
@FuzzTest(maxDuration = "60s")
@Timeout(20)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Fuzzed {}
