package org.bequest.conformance.steps;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** Loads this project and its ASN.1 library again, with every method counting its steps. */
public final class CountingLoader extends ClassLoader {
  private static final List<String> COUNTED = List.of("org.bequest.", "org.bouncycastle.");

  private final ClassFile classes;

  public CountingLoader(ClassLoader normal) {
    super(normal);
    classes =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(normal)));
  }

  /** The steps that the classes of this loader took since this was called last. */
  public long taken() {
    try {
      MethodHandle taken =
          MethodHandles.publicLookup()
              .findStatic(
                  loadClass(Tally.class.getName()), "taken", MethodType.methodType(long.class));
      return (long) taken.invoke();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (COUNTED.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? findClass(name) : known;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] original = original(name);
    byte[] counting = name.equals(Tally.class.getName()) ? original : counting(original);
    return defineClass(name, counting, 0, counting.length);
  }

  private byte[] counting(byte[] original) {
    return classes.transformClass(
        classes.parse(original),
        ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(StepTransform::new)));
  }

  private byte[] original(String name) throws ClassNotFoundException {
    String resource = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(resource)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
