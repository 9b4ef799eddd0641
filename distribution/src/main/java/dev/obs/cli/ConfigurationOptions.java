package dev.obs.cli;

import dev.obs.api.KernelProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that select the configuration.
final class ConfigurationOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The configuration to read.",
        "Default: $TELEMETRY_CONFIG, else ./telemetry.yaml, else built-in values."
      })
  private @Nullable Path config;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = {
        "A folder of plugins: jars, or a folder of jars for each. Repeatable.",
        "Searched before $OBS_PLUGINS and plugins/ of the image."
      })
  private List<Path> plugins = new ArrayList<>();

  ConfigurationOptions() {}

  KernelProvider.Options toKernel() {
    return new KernelProvider.Options(config, Map.of(), List.copyOf(plugins), List.of(), true);
  }
}
