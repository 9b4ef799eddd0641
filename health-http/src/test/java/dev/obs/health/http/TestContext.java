package dev.obs.health.http;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Settings from a map, a clock that stands still.
record TestContext(Map<Setting<?>, Object> values) implements ExtensionContext {

  static final Instant NOW = Instant.ofEpochMilli(1_763_806_123_456L);

  /// Values of settings, the defaults for the rest.
  static Settings settings(Map<Setting<?>, Object> values) {
    return new TestContext(values);
  }

  @Override
  @SuppressWarnings("unchecked") // tests give each setting a value of its type
  public <T> Optional<T> find(Setting<T> setting) {
    return values.containsKey(setting) ? Optional.of((T) values.get(setting)) : setting.fallback();
  }

  @Override
  public Resource resource() {
    return Resource.empty();
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(NOW);
  }

  @Override
  public Meter meter() {
    return MeterProvider.noop().get("test");
  }

  @Override
  public System.Logger logger() {
    return System.getLogger("test");
  }

  @Override
  public String version() {
    return "0.1.0";
  }
}
