package dev.obs.api;

import dev.obs.spi.ConfigurationSource;
import dev.obs.spi.Extension;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The kernel's entry point, found by [Obs#start]. It has one implementation, in `dev.obs.kernel`.
public interface KernelProvider {

  /// Starts a runtime.
  ///
  /// @throws dev.obs.api.ConfigurationException if the configuration has errors
  Obs start(Options options);

  /// The options that are set in code.
  ///
  /// @param configuration the file to read, or null to look for one
  /// @param settings settings by full key
  /// @param plugins folders of plugins
  /// @param extensions extensions beside the discovered ones
  /// @param global whether to set OpenTelemetry's global and take over the root logger
  /// @param openTelemetry sets up the application's own OpenTelemetry, or null for the kernel's
  /// @param sources sources of settings beside the discovered ones, the weakest first
  record Options(
      @Nullable Path configuration,
      Map<String, String> settings,
      List<Path> plugins,
      List<Extension> extensions,
      boolean global,
      @Nullable Function<Pipeline, OpenTelemetry> openTelemetry,
      List<ConfigurationSource> sources) {

    /// Creates options without further sources of settings.
    public Options(
        @Nullable Path configuration,
        Map<String, String> settings,
        List<Path> plugins,
        List<Extension> extensions,
        boolean global,
        @Nullable Function<Pipeline, OpenTelemetry> openTelemetry) {
      this(configuration, settings, plugins, extensions, global, openTelemetry, List.of());
    }

    /// Creates options with the kernel's OpenTelemetry.
    public Options(
        @Nullable Path configuration,
        Map<String, String> settings,
        List<Path> plugins,
        List<Extension> extensions,
        boolean global) {
      this(configuration, settings, plugins, extensions, global, null);
    }
  }
}
