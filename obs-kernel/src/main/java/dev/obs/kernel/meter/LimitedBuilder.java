package dev.obs.kernel.meter;

import dev.obs.kernel.meter.Instruments.Identity;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The builder of an instrument that records nothing when it is built beyond the limit.
final class LimitedBuilder extends BuilderProxy {
  private final LimitedMeter meter;
  private final Object noop;
  private int rest; // of description and unit

  /// @param noop the builder of instruments that record nothing
  LimitedBuilder(String name, Class<?> type, Object sdk, Object noop, LimitedMeter meter) {
    super(name, type, sdk);
    this.noop = noop;
    this.meter = meter;
  }

  @Override
  @Nullable Object build(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    Identity identity = new Identity(meter.scope(), name.toLowerCase(Locale.ROOT), type, rest);
    return call(meter.instruments().admits(identity) ? sdk : noop, method, arguments);
  }

  @Override
  void set(Method method, @Nullable Object @Nullable [] arguments) {
    if (method.getName().equals("setDescription") || method.getName().equals("setUnit")) {
      rest = 31 * rest + Objects.hash(method.getName(), arguments == null ? null : arguments[0]);
    }
  }

  @Override
  BuilderProxy turn(
      Class<?> result, Object next, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    Object silent = Objects.requireNonNull(call(noop, method, arguments));
    LimitedBuilder other = new LimitedBuilder(name, result, next, silent, meter);
    other.rest = rest;
    return other;
  }
}
