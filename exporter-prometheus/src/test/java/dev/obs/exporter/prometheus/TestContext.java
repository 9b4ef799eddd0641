package dev.obs.exporter.prometheus;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Settings from a map.
record TestContext(Map<Setting<?>, Object> values) implements ExtensionContext {

  @Override
  @SuppressWarnings("unchecked") // tests give each setting a value of its type
  public <T> Optional<T> find(Setting<T> setting) {
    return values.containsKey(setting) ? Optional.of((T) values.get(setting)) : setting.fallback();
  }

  @Override
  public Resource resource() {
    return Scraped.RESOURCE;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
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
