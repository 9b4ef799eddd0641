package dev.obs.api;

import dev.obs.spi.KernelView;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;

/// A running observability runtime.
///
/// A process usually has one runtime, started first and closed last. While it runs it is also
/// OpenTelemetry's global instance and the handler of `java.util.logging`'s root logger, so that
/// existing instrumentation and logging need no change.
///
/// When the process ends, the runtime works on until the application closes it, until no shutdown
/// hook of the application runs any more, or for `telemetry.shutdown.drain` (10 s unless set); only
/// then it closes itself. Meanwhile readiness is down and liveness is up. A runtime that is not
/// global ([ObsBuilder#global]) never closes itself.
///
/// Thread-safe. After start-up no method of this API throws into the application or blocks it for
/// telemetry, whatever its arguments are: invalid arguments are replaced, and undeliverable records
/// are counted. This also applies after [#close].
public interface Obs extends AutoCloseable {

  /// Starts with the `telemetry.yaml` found by `TELEMETRY_CONFIG` or in the working directory,
  /// otherwise with the built-in defaults.
  ///
  /// @throws ConfigurationException if the configuration has errors (all of them, each with its
  ///   location) or a configured port is taken
  /// @throws IllegalStateException if no kernel is on the module path or class path
  static Obs start() {
    return builder().start();
  }

  /// Returns a builder for settings in code, which override environment variables and the file.
  static ObsBuilder builder() {
    return new ObsBuilder();
  }

  /// Returns the tracer, meter and logger providers and the propagators (W3C trace context and
  /// baggage).
  OpenTelemetry openTelemetry();

  /// Returns the monitored operations.
  Operations operations();

  /// Returns the application's own health checks.
  Health health();

  /// Returns the components of the runtime and their state, for reports and pages.
  KernelView view();

  /// Waits until everything handed over before the call is delivered, or the limit is reached.
  ///
  /// @param limit the maximum wait; null, zero or negative does not wait, and a limit beyond the
  ///   range of nanoseconds waits without a limit
  /// @return whether everything was delivered
  boolean flush(Duration limit);

  /// Flushes and closes everything under the configured deadline (`telemetry.shutdown.deadline`, 5
  /// s unless set). Idempotent; never throws.
  @Override
  void close();
}
