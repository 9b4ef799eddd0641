package dev.obs.exporter.elasticsearch;

import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A context without a kernel: settings as given, else their defaults.
final class TestContext implements ExtensionContext {
  private final Map<Setting<?>, Object> values = new HashMap<>();

  static TestContext of(URI... hosts) {
    return new TestContext().with(ElasticsearchSettings.HOSTS, List.of(hosts));
  }

  <T> TestContext with(Setting<T> setting, T value) {
    values.put(setting, value);
    return this;
  }

  Exporter<LogRecordData> open() throws SettingException {
    return new ElasticsearchLogSink().open(this);
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
    return "1.2.3";
  }
}
