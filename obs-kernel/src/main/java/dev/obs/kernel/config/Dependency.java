package dev.obs.kernel.config;

import dev.obs.model.HealthKind;
import java.net.URI;
import java.time.Duration;

/// A service that must be reachable, checked by the kernel.
///
/// @param name the name of the check
/// @param kind the kind of health that depends on it
/// @param target the target to reach
/// @param timeout the longest time that it may take
public record Dependency(String name, HealthKind kind, Target target, Duration timeout) {

  /// The target of a dependency.
  public sealed interface Target {}

  /// A TCP port that accepts connections.
  ///
  /// @param host a name or an address, IPv6 without brackets
  public record Tcp(String host, int port) implements Target {
    @Override
    public String toString() {
      return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
  }

  /// A URL that answers with a success.
  public record Http(URI url) implements Target {}
}
