package dev.obs.kernel.extension;

import dev.obs.kernel.delivery.Signal;
import dev.obs.spi.Endpoint;
import dev.obs.spi.Extension;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.SystemProbe;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A kind of extension: the sinks of a signal, the probes, the health checks, or the endpoints.
/// Immutable; there is one object for each kind.
public final class ExtensionKind {
  /// [SystemProbe].
  public static final ExtensionKind PROBE = new ExtensionKind("probe", SystemProbe.class, null);

  /// [HealthCheck].
  public static final ExtensionKind HEALTH_CHECK =
      new ExtensionKind("health check", HealthCheck.class, null);

  /// [Endpoint].
  public static final ExtensionKind ENDPOINT = new ExtensionKind("endpoint", Endpoint.class, null);

  /// All kinds, in the order in which they are reported.
  public static final List<ExtensionKind> ALL =
      Stream.concat(
              Signal.ALL.stream().map(ExtensionKind::sink),
              Stream.of(PROBE, HEALTH_CHECK, ENDPOINT))
          .toList();

  private final String label;
  private final Class<? extends Extension> service;
  private final @Nullable Signal<?> signal;

  private ExtensionKind(
      String label, Class<? extends Extension> service, @Nullable Signal<?> signal) {
    this.label = label;
    this.service = service;
    this.signal = signal;
  }

  private static ExtensionKind sink(Signal<?> signal) {
    return new ExtensionKind(signal.sinks().label(), signal.sinks().service(), signal);
  }

  /// The name for people, such as `trace sink`.
  public String label() {
    return label;
  }

  /// The signal of a sink; empty for other kinds.
  public Optional<Signal<?>> signal() {
    return Optional.ofNullable(signal);
  }

  /// The interface of the SPI.
  public Class<? extends Extension> service() {
    return service;
  }

  /// OpenTelemetry's service for the same purpose, whose providers are adapted.
  Optional<Class<?>> adapted() {
    return signal().flatMap(each -> each.sinks().adapted());
  }

  /// The sinks of a signal.
  public static ExtensionKind of(Signal<?> signal) {
    return ALL.stream().filter(kind -> kind.signal == signal).findFirst().orElseThrow();
  }

  /// The kinds that an extension is of: one, unless a class implements several.
  static List<ExtensionKind> of(Extension extension) {
    return ALL.stream().filter(kind -> kind.service.isInstance(extension)).toList();
  }

  @Override
  public String toString() {
    return label;
  }
}
