package dev.obs.example.file;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A context without a kernel: settings as given, else their defaults, and a clock that is set.
final class TestContext implements ExtensionContext {
  private final Map<Setting<?>, Object> values = new HashMap<>();
  private Instant now = Instant.parse("2026-11-22T10:15:00.5Z");

  static TestContext in(Path folder) {
    return new TestContext().with(FileSettings.PATH, folder);
  }

  <T> TestContext with(Setting<T> setting, T value) {
    values.put(setting, value);
    return this;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  @SuppressWarnings("unchecked") // with() keeps the types together
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting)).or(setting::fallback);
  }

  @Override
  public Resource resource() {
    return Resource.getDefault();
  }

  @Override
  public InstantSource clock() {
    return () -> now;
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
    return "1.2.3";
  }
}
