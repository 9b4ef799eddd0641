package dev.obs.spi;

import java.util.Optional;

/// A logging framework of the application, whose lines a bridge passes to [LogIntakes]. Its bridge
/// provides it for [java.util.ServiceLoader].
///
/// A kernel that takes over the logging of its process attaches all sources when it starts. If
/// there is one in use, the handlers of `java.util.logging` stay as they are.
public interface LogSource {
  /// Returns the name of the framework, such as `Logback`.
  String name();

  /// Attaches the bridge to the framework, unless it is attached already, also by the framework's
  /// own configuration.
  ///
  /// @return ends what this call did; empty if the application does not use the framework
  Optional<Runnable> attach();
}
