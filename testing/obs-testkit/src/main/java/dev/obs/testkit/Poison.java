package dev.obs.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Records of foreign code whose getters throw. They throw on the threads on which the kit exports,
/// and work on all others, so that the kit can read the records that a sink kept unchanged.
final class Poison {
  private Poison() {}

  /// Returns poisoned copies of a record by their defect.
  ///
  /// @param type an interface
  static <T> Map<String, T> of(Class<T> type, T record) {
    Map<String, T> poisoned = new LinkedHashMap<>();
    poisoned.put(
        "whose getters throw an exception without a readable message",
        throwing(type, record, HostileException::new));
    poisoned.put(
        "whose getters throw an Error",
        throwing(type, record, () -> new NoClassDefFoundError("com.example.Gone")));
    poisoned.put(
        "whose getters overflow the stack", throwing(type, record, StackOverflowError::new));
    return poisoned;
  }

  private static <T> T throwing(Class<T> type, T record, Supplier<Throwable> failure) {
    Object poisoned =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (unused, method, arguments) -> {
              if (Thread.currentThread().getName().equals(Call.THREAD)) {
                throw failure.get();
              }
              try {
                return method.invoke(record, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
    return type.cast(poisoned);
  }

  /// An exception that throws from each of its own methods.
  private static final class HostileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }
}
