package dev.obs.kernel.health;

import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// Up if a TCP connection can be opened.
///
/// @param host a name or address, resolved again for each check
/// @param port the port
/// @param timeout for the connection
public record TcpCheck(String host, int port, Duration timeout) implements Check {
  @Override
  public HealthStatus check() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
      return HealthStatus.healthy();
    } catch (IOException unreachable) {
      return HealthStatus.unhealthy().with("error", unreachable.getClass().getSimpleName());
    }
  }
}
