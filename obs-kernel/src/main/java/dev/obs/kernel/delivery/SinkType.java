package dev.obs.kernel.delivery;

import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sinks of a signal, as a type of extension. Immutable.
///
/// @param <T> the type of a record
public final class SinkType<T> {
  private final String label;
  private final Class<? extends Extension> service;
  private final @Nullable Class<?> adapted;
  private final Opening<Extension, T> opening;

  private SinkType(
      String label,
      Class<? extends Extension> service,
      @Nullable Class<?> adapted,
      Opening<Extension, T> opening) {
    this.label = label;
    this.service = service;
    this.adapted = adapted;
    this.opening = opening;
  }

  /// @param label the name for people, such as `trace sink`
  /// @param service the interface of the SPI
  static <S extends Extension, T> SinkType<T> of(
      String label, Class<S> service, Opening<S, T> opening) {
    return new SinkType<>(
        label, service, null, (sink, context) -> opening.open(service.cast(sink), context));
  }

  /// The same with a service of OpenTelemetry's SPI, whose providers are adapted.
  SinkType<T> adapting(Class<?> foreign) {
    return new SinkType<>(label, service, foreign, opening);
  }

  /// The name for people.
  public String label() {
    return label;
  }

  /// The interface of the SPI.
  public Class<? extends Extension> service() {
    return service;
  }

  /// The service of OpenTelemetry's SPI for the same purpose, if there is one.
  public Optional<Class<?>> adapted() {
    return Optional.ofNullable(adapted);
  }

  /// Opens a sink.
  ///
  /// @return null if the sink returned null
  /// @throws Exception as thrown by the sink
  public @Nullable Outlet<T> open(Extension sink, ExtensionContext context) throws Exception {
    return opening.open(sink, context);
  }

  /// The open method of a sink.
  @FunctionalInterface
  interface Opening<S extends Extension, T> {
    @Nullable Outlet<T> open(S sink, ExtensionContext context) throws Exception;
  }
}
