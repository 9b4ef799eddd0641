package dev.obs.probe.system;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Network interfaces, by the semantic conventions for system metrics. Each has the attributes
/// `network.interface.name` and `network.io.direction`: receive, transmit.
///
/// | metric | instrument | unit | attributes |
/// |---|---|---|---|
/// | `system.network.io` | counter | By | |
/// | `system.network.packet.count` | counter | {packet} | also `system.device` |
/// | `system.network.packet.dropped` | counter | {packet} | |
/// | `system.network.errors` | counter | {error} | |
///
/// Inside a container these are the container's interfaces. No summary.
public final class NetworkProbe implements SystemProbe {
  private final Source<List<NetworkInterface>> source;

  /// Creates an instance for [java.util.ServiceLoader].
  public NetworkProbe() {
    this(() -> NetworkInterface.all(Path.of("/")));
  }

  NetworkProbe(Source<List<NetworkInterface>> source) {
    this.source = source;
  }

  @Override
  public String type() {
    return "network";
  }

  @Override
  public Probe open(ExtensionContext context) {
    Function<NetworkInterface.Traffic, Attributes> attributes =
        NetworkInterface.Traffic::attributes;
    return new Instruments<List<NetworkInterface>>(context.meter())
        .counter(
            "system.network.io",
            "By",
            "Bytes received and transmitted.",
            both(NetworkInterface.Traffic::bytes, attributes))
        .counter(
            "system.network.packet.count",
            "{packet}",
            "Packets received and transmitted.",
            both(NetworkInterface.Traffic::packets, NetworkInterface.Traffic::packetAttributes))
        .counter(
            "system.network.packet.dropped",
            "{packet}",
            "Packets that were dropped although there was no error.",
            both(NetworkInterface.Traffic::dropped, attributes))
        .counter(
            "system.network.errors",
            "{error}",
            "Errors that were detected.",
            both(NetworkInterface.Traffic::errors, attributes))
        .sampledBy(previous -> source.read(), sample -> Map.of());
  }

  private static BiConsumer<List<NetworkInterface>, ObservableLongMeasurement> both(
      ToLongFunction<NetworkInterface.Traffic> figure,
      Function<NetworkInterface.Traffic, Attributes> attributes) {
    return (sample, measurement) -> {
      for (NetworkInterface each : sample) {
        for (NetworkInterface.Traffic traffic : List.of(each.received(), each.transmitted())) {
          measurement.record(figure.applyAsLong(traffic), attributes.apply(traffic));
        }
      }
    };
  }
}
