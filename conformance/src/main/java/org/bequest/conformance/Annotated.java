package org.bequest.conformance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** A clause and the test, method or class, that is annotated with it. */
record Annotated(String id, String test) {

  static List<Annotated> by(MethodSource source) {
    List<Annotated> found = new ArrayList<>();
    String method = source.getClassName() + "#" + source.getMethodName();
    add(found, source.getJavaMethod().getAnnotation(Requirement.class), method);
    for (Class<?> type = source.getJavaClass(); type != null; type = type.getEnclosingClass()) {
      add(found, type.getAnnotation(Requirement.class), type.getName());
    }
    return List.copyOf(found);
  }

  private static void add(List<Annotated> found, @Nullable Requirement requirement, String test) {
    if (requirement != null) {
      for (String id : requirement.value()) {
        found.add(new Annotated(id, test));
      }
    }
  }
}
