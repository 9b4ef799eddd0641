package dev.obs.api;

import dev.obs.spi.ConfigurationSource;
import dev.obs.spi.Extension;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A builder for the settings in code before the start. Not thread-safe.
public final class ObsBuilder {
  private @Nullable Path configuration;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<Path> plugins = new ArrayList<>();
  private final List<Extension> extensions = new ArrayList<>();
  private final List<ConfigurationSource> sources = new ArrayList<>();
  private boolean global = true;
  private @Nullable Function<Pipeline, OpenTelemetry> openTelemetry;

  ObsBuilder() {}

  /// Reads this file instead of searching for one. It must exist.
  public ObsBuilder configuration(Path file) {
    this.configuration = file;
    return this;
  }

  /// Sets one key by its full name, as in `set("telemetry.tracing.sample_rate", "0.1")`. Overrides
  /// environment variables and the file.
  public ObsBuilder set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /// Adds a folder of plugins: jars, or one subfolder per plugin.
  public ObsBuilder plugins(Path folder) {
    plugins.add(folder);
    return this;
  }

  /// Adds an extension to those that [ServiceLoader] finds. It replaces a discovered extension of
  /// the same kind and type.
  public ObsBuilder with(Extension extension) {
    extensions.add(extension);
    return this;
  }

  /// Adds a source of settings, which wins over the file, over those that [ServiceLoader] finds and
  /// over those added before.
  public ObsBuilder with(ConfigurationSource source) {
    sources.add(source);
    return this;
  }

  /// Sets whether the runtime becomes OpenTelemetry's global instance and takes over the root
  /// logger of `java.util.logging` while it runs; true by default.
  public ObsBuilder global(boolean global) {
    this.global = global;
    return this;
  }

  /// Uses an OpenTelemetry that the application sets up itself, instead of creating one:
  /// operations, probes and the lines of the root logger go through it, and its records go to the
  /// sinks of `telemetry.yaml`.
  ///
  /// ```java
  /// Obs obs = Obs.builder().openTelemetry(pipeline -> OpenTelemetrySdk.builder()
  ///     .setTracerProvider(SdkTracerProvider.builder()
  ///         .setSampler(mine)
  ///         .addSpanProcessor(pipeline.spanProcessor()).build())
  ///     .build()).start();
  /// ```
  ///
  /// The application keeps ownership: closing the runtime does not close it, and later spans and
  /// records are not delivered. Sampling, resource and propagators are its own; the [Pipeline]
  /// offers those of the configuration. Create instruments after the start: instruments created
  /// inside `setup` do not know the temporality of the sinks yet.
  ///
  /// @param setup called once, at the start; [#start] rethrows its exception
  public ObsBuilder openTelemetry(Function<Pipeline, OpenTelemetry> setup) {
    this.openTelemetry = setup;
    return this;
  }

  /// Starts the runtime.
  ///
  /// @throws ConfigurationException if the configuration has errors or a configured port is taken
  /// @throws IllegalStateException if no kernel is on the module path or class path
  public Obs start() {
    KernelProvider kernel =
        ServiceLoader.load(KernelProvider.class)
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "no obs kernel found; put dev.obs:obs-kernel on the module path or class"
                        + " path"));
    return kernel.start(
        new KernelProvider.Options(
            configuration,
            Map.copyOf(settings),
            List.copyOf(plugins),
            List.copyOf(extensions),
            global,
            openTelemetry,
            List.copyOf(sources)));
  }
}
