package dev.obs.propagation;

import dev.obs.api.Obs;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A service that passes the context of its caller on. It is in a package of its own, so that it
/// can be on the class path beside the kernel as a module.
public final class PassingService {
  private PassingService() {}

  /// Prints the headers of its own request.
  ///
  /// @param arguments the propagators, then `NAME=VALUE` for each header of the caller
  public static void main(String[] arguments) {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < arguments.length; i++) {
      String[] header = arguments[i].split("=", 2);
      headers.put(header[0], header[1]);
    }
    System.out.println(Obs.class.getModule().isNamed() + " " + passedOn(arguments[0], headers));
  }

  /// Returns the headers of its own request.
  ///
  /// @param propagators separated by commas
  /// @param headers of the caller
  static Map<String, String> passedOn(String propagators, Map<String, String> headers) {
    try (Obs obs =
        Obs.builder()
            .set("telemetry.enabled", "false")
            .set("telemetry.propagators", propagators)
            .global(false)
            .start()) {
      TextMapPropagator propagator = obs.openTelemetry().getPropagators().getTextMapPropagator();
      Map<String, String> out = new TreeMap<>();
      propagator.inject(propagator.extract(Context.root(), headers, new Headers()), out, Map::put);
      return out;
    }
  }

  private static final class Headers implements TextMapGetter<Map<String, String>> {
    @Override
    @SuppressWarnings("deprecation") // the interface demands it
    public Iterable<String> keys(Map<String, String> headers) {
      return headers.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> headers, String key) {
      return headers == null ? null : headers.get(key);
    }
  }
}
