package org.bequest.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.function.IntFunction;
import org.bequest.conformance.steps.CountingLoader;

/**
 * How many steps a reader takes over some octets: method entries, branches back, and elements that
 * are allocated, copied or searched in one go, in the classes of this project and of Bouncy Castle.
 * The same octets take the same steps, whatever else the machine does.
 *
 * <pre>{@code
 * Steps.areLinear(PkiData::decode, count -> messageWith(count), 500);
 * }</pre>
 */
public final class Steps {
  /** Twice as many elements may take twice the steps, and what sorting adds to that. */
  private static final double MOST_FOR_TWICE = 2.5;

  /** An input that hardly grows shows nothing. */
  private static final double LEAST_GROWTH = 1.7;

  private final CountingLoader loader;
  private final MethodHandle reader;

  private Steps(Reader reader) {
    loader = new CountingLoader(reader.getClass().getClassLoader());
    this.reader = again(reader, loader);
  }

  /**
   * A static method, a constructor or a lambda that captures nothing: its class is loaded once more
   * and the method called there. To count the steps to a refusal, the lambda catches it.
   */
  @FunctionalInterface
  public interface Reader extends Serializable {
    void read(byte[] encoded) throws Exception;
  }

  /** The steps of reading this. */
  public static long of(Reader reader, byte[] encoded) {
    return new Steps(reader).over(encoded);
  }

  /**
   * That the steps grow as the input does.
   *
   * @param sized makes an input of so many elements
   * @param count of elements, and after that twice as many
   */
  public static void areLinear(Reader reader, IntFunction<byte[]> sized, int count) {
    byte[] once = sized.apply(count);
    byte[] twice = sized.apply(2 * count);
    assertThat((double) twice.length)
        .as("octets of %s elements beside those of %s", 2 * count, count)
        .isGreaterThan(LEAST_GROWTH * once.length);
    Steps steps = new Steps(reader);
    long few = steps.over(once);
    long many = steps.over(twice);
    assertThat(few).as("steps over %s elements", count).isGreaterThan(count);
    assertThat((double) many)
        .as("steps over %s elements, when %s take %s", 2 * count, count, few)
        .isLessThan(MOST_FOR_TWICE * few);
  }

  /** Once for what happens the first time only, and once to count. */
  private long over(byte[] encoded) {
    call(encoded);
    loader.taken();
    call(encoded);
    return loader.taken();
  }

  private void call(byte[] encoded) {
    try {
      reader.invokeExact(encoded.clone());
    } catch (Throwable e) {
      throw new AssertionError("not read: " + e, e);
    }
  }

  private static MethodHandle again(Reader reader, ClassLoader loader) {
    try {
      Method written = reader.getClass().getDeclaredMethod("writeReplace");
      written.setAccessible(true);
      SerializedLambda lambda = (SerializedLambda) written.invoke(reader);
      if (lambda.getCapturedArgCount() != 0) {
        throw new IllegalArgumentException("a reader that captures cannot be loaded again");
      }
      return handle(lambda, loader).asType(MethodType.methodType(void.class, byte[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not a lambda", e);
    }
  }

  private static MethodHandle handle(SerializedLambda lambda, ClassLoader loader)
      throws ReflectiveOperationException {
    Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), true, loader);
    MethodHandles.Lookup all = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
    MethodType type =
        MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
    return lambda.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial
        ? all.findConstructor(owner, type)
        : all.findStatic(owner, lambda.getImplMethodName(), type);
  }
}
