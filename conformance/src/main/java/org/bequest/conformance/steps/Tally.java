package org.bequest.conformance.steps;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rewritten classes call. It has a number that changes and belongs to nobody: each {@link
 * CountingLoader} defines this class anew, so each has a number of its own.
 */
public final class Tally {
  private static final String IMMUTABLE = "java.util.ImmutableCollections";

  private static long steps;

  private Tally() {}

  /** A method was entered or a branch went back. */
  public static void step() {
    steps++;
  }

  /** So many elements were allocated or copied. */
  public static void work(int elements) {
    steps += Math.max(0, elements);
  }

  /** The library made this: an array or a text. */
  public static void made(@Nullable Object made) {
    if (made instanceof String text) {
      steps += text.length();
    } else if (made != null) {
      steps += Array.getLength(made);
    }
  }

  /** The library is about to search this; lists are searched element by element. */
  public static void searched(@Nullable Object collection) {
    if (collection instanceof List<?> list) {
      steps += list.size();
    }
  }

  /** The library is about to copy this; it passes on what cannot change. */
  public static void copied(@Nullable Object collection) {
    if (collection instanceof Collection<?> all
        && !collection.getClass().getName().startsWith(IMMUTABLE)) {
      steps += all.size();
    }
  }

  /** The steps since this was called last. */
  public static long taken() {
    long taken = steps;
    steps = 0;
    return taken;
  }
}
