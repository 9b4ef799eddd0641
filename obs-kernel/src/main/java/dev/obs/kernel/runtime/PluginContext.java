package dev.obs.kernel.runtime;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.Optional;

/// The context in which an extension is opened.
record PluginContext(
    Settings settings,
    Resource resource,
    Resource configuredResource,
    InstantSource clock,
    Meter meter,
    System.Logger logger,
    String version)
    implements ExtensionContext {

  @Override
  public <T> Optional<T> find(Setting<T> setting) {
    return settings.find(setting);
  }
}
