package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.api.Obs;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process that sends nothing between two that do.
class ContextPropagationTest {
  private static final Map<String, String> HEADERS =
      Map.of(
          "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "tracestate", "vendor=1",
          "baggage", "tenant=a");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telemetry: {enabled: false}",
        "telemetry: {tracing: {enabled: false}}",
        "telemetry: {enabled: false, propagators: [baggage, tracecontext, baggage]}"
      })
  void theContextOfACallerPassesThrough(String yaml) throws IOException {
    assertEquals(HEADERS, passedOn(yaml));
  }

  @Test
  void nothingPassesThroughWithoutPropagators() throws IOException {
    assertEquals(Map.of(), passedOn("telemetry: {enabled: false, propagators: [none]}"));
  }

  private Map<String, String> passedOn(String yaml) throws IOException {
    try (Obs obs = Fakes.start(folder, yaml)) {
      TextMapPropagator propagator = obs.openTelemetry().getPropagators().getTextMapPropagator();
      Map<String, String> out = new HashMap<>();
      Context caller = propagator.extract(Context.root(), HEADERS, new Getter());
      try (Scope _ = caller.makeCurrent();
          Scope _ =
              obs.openTelemetry()
                  .getTracer("shop")
                  .spanBuilder("order")
                  .startSpan()
                  .makeCurrent()) {
        propagator.inject(Context.current(), out, Map::put);
      }
      return out;
    }
  }

  private static final class Getter implements TextMapGetter<Map<String, String>> {
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
