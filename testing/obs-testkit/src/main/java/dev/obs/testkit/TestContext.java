package dev.obs.testkit;

import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A context in place of the kernel's: it has settings, a clock, a meter that can be read, and a
/// logger that keeps its lines.
///
/// ```java
/// TestContext context = TestContext.of(sink, Map.of("endpoint", "http://localhost:9411"));
/// Exporter<SpanData> exporter = sink.open(context);
/// ```
///
/// Set it up in one thread; reading is thread-safe.
public final class TestContext implements ExtensionContext {
  static final Resource RESOURCE =
      Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "conformance"));

  private final Map<String, Object> values = new HashMap<>();
  private final MemoryReader reader = new MemoryReader();
  private final RecordingLogger logger = new RecordingLogger();
  private final SdkMeterProvider meters =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final List<Setting<?>> declared;
  private Resource resource = RESOURCE;
  private InstantSource clock = InstantSource.system();
  private String version = "0.0.0";

  private TestContext(List<Setting<?>> declared) {
    this.declared = declared;
  }

  /// Creates a context for an extension whose declarations are not checked, with the settings'
  /// defaults.
  public TestContext() {
    this(List.of());
  }

  /// Creates a context for an extension, with settings as in the configuration. Elements of a list
  /// are separated by commas, as are entries of a mapping in the form `name=value`.
  ///
  /// @throws IllegalArgumentException if a setting is not declared or its value is invalid
  public static TestContext of(Extension extension, Map<String, String> settings) {
    TestContext context = new TestContext(List.copyOf(extension.settings()));
    settings.forEach((name, text) -> {
      Setting<?> setting =
          context.declared.stream()
              .filter(candidate -> candidate.name().equals(name))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      extension.type()
                          + " declares no setting "
                          + name
                          + ", only "
                          + context.declared));
      context.values.put(name, SettingText.read(setting, text));
    });
    return context;
  }

  /// Sets a value.
  public <T> TestContext with(Setting<T> setting, T value) {
    values.put(setting.name(), value);
    return this;
  }

  /// Sets the clock; by default the system's.
  public TestContext clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /// Sets the resource; by default `service.name` is `conformance`.
  public TestContext resource(Resource resource) {
    this.resource = resource;
    return this;
  }

  /// Sets the version of Obs; `0.0.0` by default.
  public TestContext version(String version) {
    this.version = version;
    return this;
  }

  /// Returns the current metrics of the extension's instruments.
  public Collection<MetricData> metrics() {
    return reader.collect();
  }

  /// Returns the metric of a name, if there is one.
  public Optional<MetricData> metric(String name) {
    return metrics().stream().filter(metric -> metric.getName().equals(name)).findFirst();
  }

  /// Returns the logged lines, as in `WARNING disk is full`.
  public List<String> logged() {
    return logger.lines();
  }

  @Override
  @SuppressWarnings("unchecked") // with() and of() keep the types together
  public <T> Optional<T> find(Setting<T> setting) {
    boolean checked = !declared.isEmpty();
    if (checked && declared.stream().noneMatch(known -> known.name().equals(setting.name()))) {
      throw new IllegalArgumentException("setting " + setting + " was not declared");
    }
    return Optional.ofNullable((T) values.get(setting.name())).or(setting::fallback);
  }

  @Override
  public Resource resource() {
    return resource;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Meter meter() {
    return meters.get("test");
  }

  @Override
  public RecordingLogger logger() {
    return logger;
  }

  @Override
  public String version() {
    return version;
  }
}
