package dev.obs.api;

import dev.obs.model.HealthKind;
import dev.obs.spi.Check;
import java.io.Closeable;

/// The application's own health checks, beside those of plugins and of the configuration.
///
/// Thread-safe.
public interface Health {

  /// Adds a check. It is called on a kernel thread on a schedule, under a time-out; requests get
  /// its last result. A check that throws or hangs counts as down.
  ///
  /// No argument makes it throw. After the runtime is closed it adds nothing.
  ///
  /// @param name unique among the checks; a second one of the name replaces the first. Null or
  ///   blank is `unnamed`; it is shortened to 256 characters
  /// @param kind what the check speaks for, readiness if null
  /// @param check answers quickly, in less than its time-out (2 s); null is a check that is down
  /// @return removes the check when closed
  Registration register(String name, HealthKind kind, Check check);

  /// Takes back a registration.
  interface Registration extends Closeable {
    @Override
    void close();
  }
}
