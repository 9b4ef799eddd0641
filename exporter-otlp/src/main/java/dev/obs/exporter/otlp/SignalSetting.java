package dev.obs.exporter.otlp;

import dev.obs.http.sender.Tls;
import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A key for all signals and the same key for each signal, which overrides it: `timeout` and
/// `traces.timeout`, `OTEL_EXPORTER_OTLP_TIMEOUT` and `OTEL_EXPORTER_OTLP_TRACES_TIMEOUT`.
///
/// @param common the key for all signals
/// @param own the keys of the single signals
record SignalSetting<T>(Setting<T> common, Map<Signal, Setting<T>> own) {
  private static final String ENVIRONMENT = "OTEL_EXPORTER_OTLP_";
  private static final String[] NONE = {};

  /// A value and its setting, for error messages.
  record Value<T>(Setting<T> setting, T get) {}

  /// Declares the keys without a default.
  ///
  /// @param kind creates a setting with a name
  static <T> SignalSetting<T> of(String name, Function<String, Setting<T>> kind, String meaning) {
    return of(name, kind, null, meaning);
  }

  /// @param kind creates a setting with a name
  static <T> SignalSetting<T> of(
      String name, Function<String, Setting<T>> kind, @Nullable T fallback, String meaning) {
    String variable = name.toUpperCase(Locale.ROOT);
    Setting<T> common = kind.apply(name).environment(ENVIRONMENT + variable).describe(meaning);
    Map<Signal, Setting<T>> own = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      own.put(
          signal,
          kind.apply(signal.key() + "." + name)
              .environment(ENVIRONMENT + signal.name() + "_" + variable)
              .describe(name + " of " + signal.key() + " alone"));
    }
    return new SignalSetting<>(fallback == null ? common : common.orElse(fallback), own);
  }

  /// Returns these keys without environment variables, for keys to which the specification assigns
  /// none.
  SignalSetting<T> withoutEnvironment() {
    Map<Signal, Setting<T>> plain = new EnumMap<>(Signal.class);
    own.forEach((signal, setting) -> plain.put(signal, setting.environment(NONE)));
    return new SignalSetting<>(common.environment(NONE), plain);
  }

  /// Returns these keys as ones for TLS, which have no effect unless an endpoint that they apply to
  /// begins with `https`.
  SignalSetting<T> over(SignalSetting<URI> endpoint) {
    String reason = "no endpoint that it applies to begins with https";
    Map<Signal, Setting<T>> secure = new EnumMap<>(Signal.class);
    own.forEach((signal, setting) ->
        secure.put(
            signal,
            setting.ineffective(values -> !Tls.isFor(endpoint.get(values, signal).get()), reason)));
    Setting<T> shared =
        common.ineffective(
            values ->
                secure.keySet().stream()
                    .filter(signal -> findOwn(values, signal).isEmpty())
                    .noneMatch(signal -> Tls.isFor(endpoint.get(values, signal).get())),
            reason);
    return new SignalSetting<>(shared, secure);
  }

  Stream<Setting<T>> all() {
    return Stream.concat(Stream.of(common), own.values().stream());
  }

  /// Returns a signal's own value.
  Optional<Value<T>> findOwn(Settings settings, Signal signal) {
    return Optional.ofNullable(own.get(signal)).flatMap(setting -> find(settings, setting));
  }

  /// Returns a signal's own value, or else the common one.
  Optional<Value<T>> find(Settings settings, Signal signal) {
    return findOwn(settings, signal).or(() -> find(settings, common));
  }

  /// Returns the value of a key with a default.
  Value<T> get(Settings settings, Signal signal) {
    return find(settings, signal).orElseThrow(() -> new NoSuchElementException(common.name()));
  }

  private static <T> Optional<Value<T>> find(Settings settings, Setting<T> setting) {
    return settings.find(setting).map(value -> new Value<>(setting, value));
  }
}
