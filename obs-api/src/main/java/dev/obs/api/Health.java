package dev.obs.api;

import dev.obs.model.HealthKind;
import dev.obs.spi.Check;
import java.io.Closeable;

/// The application's own health checks, in addition to those of plugins and of the configuration.
///
/// Thread-safe.
public interface Health {

  /// Adds a check. The kernel calls it on its own thread on a schedule, under a time-out; requests
  /// get the last result. A check that throws or hangs counts as down.
  ///
  /// Never throws, whatever the arguments are. After the runtime is closed it adds nothing.
  ///
  /// @param name unique among the checks of its kind; a second check of the same name and kind
  ///   replaces the first, with a warning in the log. The names of the runtime's own checks
  ///   (liveness `obs_threads`, startup `kernel`, readiness `obs_shutdown`) are refused with a
  ///   warning. Null or blank becomes `unnamed`; the name is shortened to 256 characters
  /// @param kind the probe to which the check belongs, readiness if null
  /// @param check the check, which must answer in less than its time-out (2 s); null is a check
  ///   that is down
  /// @return the registration, which removes the check when closed
  Registration register(String name, HealthKind kind, Check check);

  /// A registered check, removed on close.
  interface Registration extends Closeable {
    @Override
    void close();
  }
}
