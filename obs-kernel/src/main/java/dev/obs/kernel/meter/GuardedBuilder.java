package dev.obs.kernel.meter;

import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The builder of an instrument with a guard around its callback.
final class GuardedBuilder extends BuilderProxy {
  private final CallbackThreads threads;

  GuardedBuilder(String name, Class<?> type, Object sdk, CallbackThreads threads) {
    super(name, type, sdk);
    this.threads = threads;
  }

  @Override
  @Nullable Object build(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    return switch (method.getName()) {
      case "buildWithCallback" -> call(sdk, method, guarded(arguments));
      case "buildObserver" ->
          Observations.shared(
              name, (ObservableMeasurement) Objects.requireNonNull(call(sdk, method, arguments)));
      default -> call(sdk, method, arguments);
    };
  }

  /// Returns the arguments with a guarded callback. A callback that is null fails when it is
  /// called.
  @SuppressWarnings("unchecked") // the builder's interface declares the type of its callback
  private Object[] guarded(@Nullable Object @Nullable [] arguments) {
    @Nullable Consumer<ObservableMeasurement> callback =
        (@Nullable Consumer<ObservableMeasurement>) (arguments == null ? null : arguments[0]);
    GuardedCallback guard = new GuardedCallback(name, threads);
    Consumer<ObservableMeasurement> guarded =
        measurement ->
            guard.observe(
                values -> Objects.requireNonNull(callback).accept(values.of(measurement)));
    return new Object[] {guarded};
  }

  @Override
  BuilderProxy turn(
      Class<?> result, Object next, Method method, @Nullable Object @Nullable [] arguments) {
    return new GuardedBuilder(name, result, next, threads);
  }
}
