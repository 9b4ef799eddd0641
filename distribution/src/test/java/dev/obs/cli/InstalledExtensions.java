package dev.obs.cli;

import dev.obs.spi.Endpoint;
import dev.obs.spi.Extension;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricSink;
import dev.obs.spi.SystemProbe;
import dev.obs.spi.TraceSink;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// The extensions on the class path of the tests, which is that of the image.
final class InstalledExtensions {
  private InstalledExtensions() {}

  static List<Extension> extensions() {
    return Stream.<Class<? extends Extension>>of(
            TraceSink.class,
            MetricSink.class,
            LogSink.class,
            IncidentSink.class,
            SystemProbe.class,
            HealthCheck.class,
            Endpoint.class)
        .<Extension>flatMap(
            kind -> ServiceLoader.load(kind).stream().map(ServiceLoader.Provider::get))
        .toList();
  }
}
