package dev.obs.spi;

import java.util.List;
import java.util.function.Consumer;

/// The root of everything a plugin can provide. Implement one of the kinds below and declare it
/// with `provides ... with` in `module-info.java` (and in `META-INF/services` for the class path).
///
/// [java.util.ServiceLoader] creates an instance with its no-argument constructor, which must do
/// nothing: work starts in the kind's `open` method. An extension that throws or hangs never harms
/// the process: it is disabled and listed in the start-up report.
public sealed interface Extension
    permits TraceSink, MetricSink, LogSink, IncidentSink, SystemProbe, HealthCheck, Endpoint {

  /// Returns the extension's name in the configuration, such as `otlp`: lower-case letters, digits
  /// and `-`. Unique within a kind.
  String type();

  /// Returns the section of the configuration with its settings.
  default String section() {
    return "telemetry." + type();
  }

  /// Returns the keys of its section. The kernel checks them, reports errors with file, line and
  /// column, and shows them in `obs check`. Extensions that share a section declare the same list.
  default List<Setting<?>> settings() {
    return List.of();
  }

  /// Validates settings that depend on each other, and the files that they name. `obs check` calls
  /// it for each extension in use. It refuses the same settings as `open`, as far as that is
  /// possible without opening, connecting to or changing anything, and `open` does not rely on it.
  /// By default it accepts everything.
  ///
  /// @param settings the checked settings of its section
  /// @throws SettingException if `open` would throw it
  default void validate(Settings settings) throws SettingException {}

  /// Validates as [#validate(Settings)] does, and reports all settings that `open` refuses, of
  /// which it throws the first. By default reports the one that [#validate(Settings)] throws.
  ///
  /// @param settings the checked settings of its section
  /// @param refused gets each refused setting; see [Validation]
  default void validate(Settings settings, Consumer<SettingException> refused) {
    new Validation(refused).check(() -> validate(settings));
  }
}
