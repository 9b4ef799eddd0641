package dev.obs.probe.system;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands for the kernel: given settings, the real meter of the SDK with a reader in memory, and a
/// logger that keeps its lines.
final class TestContext implements ExtensionContext {
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider provider =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Map<String, ?> settings;

  TestContext() {
    this(Map.of());
  }

  TestContext(Map<String, ?> settings) {
    this.settings = settings;
  }

  /// What a scrape finds.
  Collection<MetricData> collect() {
    return reader.collectAllMetrics();
  }

  /// The metric of that name, if a scrape finds it.
  Optional<MetricData> metric(String name) {
    return collect().stream().filter(metric -> metric.getName().equals(name)).findFirst();
  }

  /// The lines logged at info or above, as `WARNING text`.
  List<String> log() {
    return log;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Optional<T> find(Setting<T> setting) {
    return settings.containsKey(setting.name())
        ? Optional.of((T) settings.get(setting.name()))
        : setting.fallback();
  }

  @Override
  public Resource resource() {
    return Resource.empty();
  }

  @Override
  public InstantSource clock() {
    return Clock.systemUTC();
  }

  @Override
  public Meter meter() {
    return provider.get("test");
  }

  @Override
  public System.Logger logger() {
    return new System.Logger() {
      @Override
      public String getName() {
        return "test";
      }

      @Override
      public boolean isLoggable(Level level) {
        return level.getSeverity() >= Level.INFO.getSeverity();
      }

      @Override
      public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
        if (isLoggable(level)) {
          log.add(level + " " + message);
        }
      }

      @Override
      public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
        if (isLoggable(level)) {
          log.add(level + " " + MessageFormat.format(format, parameters));
        }
      }
    };
  }

  @Override
  public String version() {
    return "0.0.0";
  }
}
