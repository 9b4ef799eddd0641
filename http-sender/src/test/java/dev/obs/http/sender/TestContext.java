package dev.obs.http.sender;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;

/// A context without a kernel: settings as given, else their defaults.
public final class TestContext implements ExtensionContext {
  private final Map<Setting<?>, Object> values = new HashMap<>();
  private final List<String> logged = new CopyOnWriteArrayList<>();

  /// Sets a value.
  public <T> TestContext with(Setting<T> setting, T value) {
    values.put(setting, value);
    return this;
  }

  /// What was logged, as in `WARNING text`.
  public List<String> logged() {
    return List.copyOf(logged);
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
    return new RecordingLogger(logged);
  }

  @Override
  public String version() {
    return "1.2.3";
  }

  private record RecordingLogger(List<String> lines) implements System.Logger {
    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
      lines.add(level + " " + text);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... values) {
      lines.add(level + " " + (values == null ? format : MessageFormat.format(format, values)));
    }
  }
}
