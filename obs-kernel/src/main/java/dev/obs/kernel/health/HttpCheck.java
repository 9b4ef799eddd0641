package dev.obs.kernel.health;

import dev.obs.http.sender.Reachability;
import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/// Up if a GET is answered with a status from 200 to 399; redirects are not followed and the body
/// is not read. The request has a limit as a whole, because a server may answer so slowly that each
/// read is in time and the answer never ends.
///
/// @param uri the URL to ask for; its user information becomes basic authentication
/// @param timeout for the whole request
public record HttpCheck(URI uri, Duration timeout) implements Check {
  @Override
  public HealthStatus check() throws InterruptedException {
    try {
      int status = Reachability.status(uri, timeout);
      return HealthStatus.of(status >= 200 && status < 400).with("status", status);
    } catch (SocketTimeoutException late) {
      return HealthStatus.unhealthy().with("timeout_ms", timeout.toMillis());
    } catch (IOException | RuntimeException failed) {
      return HealthStatus.unhealthy().with("error", failed.getClass().getSimpleName());
    }
  }
}
