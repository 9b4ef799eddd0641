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
  private static final String CONFIG = "--config";
  private static final String PLUGINS = "--plugins";

  @Option(
      names = CONFIG,
      paramLabel = "FILE",
      description = {
        "The configuration to read.",
        "Default: $TELEMETRY_CONFIG, else ./telemetry.yaml, else built-in values."
      })
  private @Nullable Path config;

  @Option(
      names = PLUGINS,
      paramLabel = "DIR",
      description = {
        "A folder of plugins: jars, or a folder of jars for each. Repeatable.",
        "Searched before $OBS_PLUGINS and plugins/ of the image."
      })
  private List<Path> plugins = new ArrayList<>();

  ConfigurationOptions() {}

  void declare(DirectOptions direct) {
    direct.value(CONFIG, file -> config = Path.of(file));
    direct.list(PLUGINS, folder -> plugins.add(Path.of(folder)));
  }

  KernelProvider.Options toKernel() {
    return new KernelProvider.Options(config, Map.of(), List.copyOf(plugins), List.of(), true);
  }
}
