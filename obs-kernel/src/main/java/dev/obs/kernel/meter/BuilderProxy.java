package dev.obs.kernel.meter;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The builder of an instrument, of any of OpenTelemetry's eight types: a proxy passes each call to
/// the SDK's builder, and its subclass builds.
abstract class BuilderProxy implements InvocationHandler {
  final String name;
  final Class<?> type;
  final Object sdk;

  /// @param name of the instrument
  /// @param type the interface of the builder
  /// @param sdk its builder of this type
  BuilderProxy(String name, Class<?> type, Object sdk) {
    this.name = name;
    this.type = type;
    this.sdk = sdk;
  }

  /// Returns the proxy.
  final <B> B as(Class<B> builder) {
    return builder.cast(
        Proxy.newProxyInstance(builder.getClassLoader(), new Class<?>[] {builder}, this));
  }

  @Override
  public final @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return identity(proxy, method, arguments);
    }
    if (method.getName().startsWith("build")) {
      return build(method, arguments);
    }
    Class<?> result = method.getReturnType();
    Object next = call(sdk, method, arguments);
    if (result == type) {
      set(method, arguments);
      return proxy;
    }
    return turn(result, Objects.requireNonNull(next), method, arguments).as(result);
  }

  /// Builds the instrument.
  abstract @Nullable Object build(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable;

  /// Receives a setting that the SDK's builder has.
  void set(Method method, @Nullable Object @Nullable [] arguments) {}

  /// Returns the builder of the same instrument with the other type of numbers.
  ///
  /// @param next the SDK's
  abstract BuilderProxy turn(
      Class<?> result, Object next, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable;

  static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
  private @Nullable Object identity(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> type.getSimpleName() + " '" + name + "'";
    };
  }
}
