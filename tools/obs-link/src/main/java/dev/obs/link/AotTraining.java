package dev.obs.link;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The training run of an AOT cache: classes that it loads and links start fast later.
///
/// @param main the class to run, as `module/class`; the module must be the launcher's
/// @param arguments its arguments
/// @param time the time after which SIGTERM ends it, or null if it ends by itself, with exit code 0
record AotTraining(String main, List<String> arguments, @Nullable Duration time) {
  public AotTraining {
    arguments = List.copyOf(arguments);
  }
}
