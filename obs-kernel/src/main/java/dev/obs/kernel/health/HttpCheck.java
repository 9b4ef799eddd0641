package dev.obs.kernel.health;

import dev.obs.spi.Check;
import dev.obs.spi.HealthStatus;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/// Up if a GET is answered with a status from 200 to 399; redirects are not followed and the body
/// is not read.
///
/// @param uri what to ask for
/// @param timeout for the connection and for the answer
public record HttpCheck(URI uri, Duration timeout) implements Check {
  @Override
  public HealthStatus check() {
    try {
      // not java.net.http: this needs no module beyond java.base
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      try {
        int limit = Math.toIntExact(timeout.toMillis());
        connection.setConnectTimeout(limit);
        connection.setReadTimeout(limit);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        int status = connection.getResponseCode();
        return HealthStatus.of(status >= 200 && status < 400).with("status", status);
      } finally {
        connection.disconnect();
      }
    } catch (IOException unreachable) {
      return HealthStatus.unhealthy().with("error", unreachable.getClass().getSimpleName());
    }
  }
}
