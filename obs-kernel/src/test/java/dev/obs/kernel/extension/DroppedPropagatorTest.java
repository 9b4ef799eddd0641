package dev.obs.kernel.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.obs.api.Obs;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A propagator in a folder of plugins.
class DroppedPropagatorTest {
  private static final String SERVICE =
      "io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider";

  @TempDir Path folder;

  /// Drops a propagator that sets one header, or throws in each method.
  private void drop(String body) throws Exception {
    String source =
        """
        package dropped;
        import io.opentelemetry.context.Context;
        import io.opentelemetry.context.propagation.*;
        import io.opentelemetry.sdk.autoconfigure.spi.*;
        import java.util.*;
        public final class Acme implements ConfigurablePropagatorProvider, TextMapPropagator {
          public String getName() { return "acme"; }
          public TextMapPropagator getPropagator(ConfigProperties config) { return this; }
          public Collection<String> fields() { %1$s return List.of("acme"); }
          public <C> void inject(Context context, C carrier, TextMapSetter<C> setter) {
            %1$s
            setter.set(carrier, "acme", "1");
          }
          public <C> Context extract(Context context, C carrier, TextMapGetter<C> getter) {
            %1$s
            return context;
          }
        }
        """
            .formatted(body);
    Map<String, byte[]> entries = Dropped.compile("Acme", source);
    entries.put("META-INF/services/" + SERVICE, "dropped.Acme".getBytes(StandardCharsets.UTF_8));
    Dropped.pack(folder.resolve("acme.jar"), entries, Map.of());
  }

  private Map<String, String> sent() {
    try (Obs obs =
        Obs.builder()
            .global(false)
            .plugins(folder)
            .set("telemetry.propagators", "acme, baggage")
            .start()) {
      TextMapPropagator propagator = obs.openTelemetry().getPropagators().getTextMapPropagator();
      Map<String, String> headers = new HashMap<>();
      propagator.inject(Context.root(), headers, Map::put);
      assertSame(Context.root(), propagator.extract(Context.root(), headers, null));
      return headers;
    }
  }

  @Test
  void isFoundByNameAndAloneMakesAPluginUseful() throws Exception {
    drop("");
    assertEquals(List.of(), Dropped.discover(folder).refusals());
    assertEquals(Map.of("acme", "1"), sent());
  }

  @Test
  void thatThrowsDoesNotThrowIntoTheApplication() throws Exception {
    drop("if (true) throw new IllegalStateException(\"a bug\");");
    assertEquals(Map.of(), sent());
  }
}
