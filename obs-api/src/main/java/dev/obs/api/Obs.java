package dev.obs.api;

import dev.obs.spi.KernelView;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;

/// A running observability runtime.
///
/// One process usually has one, started first and closed last. While it runs it is also
/// OpenTelemetry's global instance and the handler of `java.util.logging`'s root logger, so that
/// existing instrumentation and logging need no change.
///
/// Thread-safe. After start-up no method of this API throws into the application or blocks it for
/// the sake of telemetry, whatever its arguments are: bad ones are replaced, and what cannot be
/// delivered is counted. This holds after [#close] too.
public interface Obs extends AutoCloseable {

  /// Starts with `telemetry.yaml` found by `TELEMETRY_CONFIG`, then in the working directory, else
  /// with the built-in defaults.
  ///
  /// @throws ConfigurationException if the configuration has errors (all of them, each with its
  ///   place) or a configured port is taken
  /// @throws IllegalStateException if no kernel is on the module path or class path
  static Obs start() {
    return builder().start();
  }

  /// A builder for settings in code, which win over environment variables and the file.
  static ObsBuilder builder() {
    return new ObsBuilder();
  }

  /// Tracer, meter and logger providers and the propagators (W3C trace context and baggage).
  OpenTelemetry openTelemetry();

  /// Monitored operations.
  Operations operations();

  /// The application's own health checks.
  Health health();

  /// What the runtime is made of and how it does, for reports and pages.
  KernelView view();

  /// Waits until everything handed over before the call was delivered, or the time is up.
  ///
  /// @param limit the longest wait; null, zero or negative does not wait, and a limit beyond the
  ///   range of nanoseconds waits without a limit
  /// @return whether everything was delivered
  boolean flush(Duration limit);

  /// Flushes and closes everything under the configured deadline (`telemetry.shutdown.deadline`, 5
  /// s unless set). Idempotent; never throws.
  @Override
  void close();
}
