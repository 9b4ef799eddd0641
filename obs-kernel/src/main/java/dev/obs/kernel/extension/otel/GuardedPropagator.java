package dev.obs.kernel.extension.otel;

import dev.obs.kernel.supervision.FaultLog;
import dev.obs.model.SafeText;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A propagator of a library whose exceptions do not reach the application. Thread-safe if the
/// library's is.
record GuardedPropagator(TextMapPropagator foreign, String name, FaultLog faults)
    implements TextMapPropagator {

  @Override
  public Collection<String> fields() {
    try {
      return foreign.fields();
    } catch (RuntimeException | LinkageError fault) {
      report(fault);
      return List.of();
    }
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    try {
      foreign.inject(context, carrier, setter);
    } catch (RuntimeException | LinkageError fault) {
      report(fault);
    }
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    try {
      return foreign.extract(context, carrier, getter);
    } catch (RuntimeException | LinkageError fault) {
      report(fault);
      return context;
    }
  }

  private void report(Throwable fault) {
    faults.warn("propagator " + name, "propagator '" + name + "' failed: " + SafeText.of(fault));
  }
}
