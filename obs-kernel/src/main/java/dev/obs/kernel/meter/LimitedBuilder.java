package dev.obs.kernel.meter;

import dev.obs.kernel.meter.Instruments.Identity;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The builder of an instrument, of any of OpenTelemetry's eight types: a proxy passes each call to
/// the SDK's builder, or, when the instrument is built beyond the limit, to one that makes
/// instruments that record nothing.
final class LimitedBuilder implements InvocationHandler {
  private final String scope;
  private final String name;
  private final Class<?> type;
  private final Object sdk;
  private final Object noop;
  private final LimitedMeter meter;
  private int rest; // of description and unit

  LimitedBuilder(
      String scope, String name, Class<?> type, Object sdk, Object noop, LimitedMeter meter) {
    this.scope = scope;
    this.name = name;
    this.type = type;
    this.sdk = sdk;
    this.noop = noop;
    this.meter = meter;
  }

  /// The proxy.
  <B> B as(Class<B> builder) {
    return builder.cast(
        Proxy.newProxyInstance(builder.getClassLoader(), new Class<?>[] {builder}, this));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return identity(proxy, method, arguments);
    }
    Class<?> result = method.getReturnType();
    if (method.getName().startsWith("build")) {
      return call(admitted() ? sdk : noop, method, arguments);
    }
    Object next = call(sdk, method, arguments);
    if (result == type) {
      if (method.getName().equals("setDescription") || method.getName().equals("setUnit")) {
        rest = 31 * rest + Objects.hash(method.getName(), arguments == null ? null : arguments[0]);
      }
      return proxy;
    }
    LimitedBuilder other =
        new LimitedBuilder(
            scope,
            name,
            result,
            Objects.requireNonNull(next),
            Objects.requireNonNull(call(noop, method, arguments)),
            meter);
    other.rest = rest;
    return other.as(result);
  }

  private boolean admitted() {
    return meter
        .instruments()
        .admits(new Identity(scope, name.toLowerCase(Locale.ROOT), type, rest));
  }

  private static @Nullable Object call(
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
