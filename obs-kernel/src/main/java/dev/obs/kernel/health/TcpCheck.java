package dev.obs.kernel.health;

import dev.obs.http.sender.Reachability;
import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import java.io.IOException;
import java.time.Duration;

/// Up if a TCP connection can be opened to one of the addresses of a host.
///
/// @param host a name or address, resolved again for each check
/// @param port the port
/// @param timeout for the connection
public record TcpCheck(String host, int port, Duration timeout) implements Check {
  @Override
  public HealthStatus check() throws InterruptedException {
    try {
      Reachability.connect(host, port, timeout);
      return HealthStatus.healthy();
    } catch (IOException unreachable) {
      return HealthStatus.unhealthy().with("error", unreachable.getClass().getSimpleName());
    }
  }
}
