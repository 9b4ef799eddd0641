package dev.obs.kernel.health;

import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Up if a GET is answered with a status from 200 to 399; redirects are not followed and the body
/// is not read.
///
/// A server may answer so slowly that each read is in time and the answer never ends. So the
/// request runs on a virtual thread, whose blocking reads can be interrupted, and has a limit as a
/// whole.
///
/// @param uri the URL to ask for
/// @param timeout for the whole request
public record HttpCheck(URI uri, Duration timeout) implements Check {
  @Override
  public HealthStatus check() throws InterruptedException {
    FutureTask<HealthStatus> request = new FutureTask<>(this::ask);
    Thread.ofVirtual().name("obs-http-check").start(request);
    try {
      return request.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return late();
    } catch (ExecutionException failed) {
      Throwable failure = failed.getCause() == null ? failed : failed.getCause();
      return failure instanceof SocketTimeoutException
          ? late()
          : HealthStatus.unhealthy().with("error", failure.getClass().getSimpleName());
    } finally {
      request.cancel(true);
    }
  }

  private HealthStatus ask() throws IOException {
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
  }

  private HealthStatus late() {
    return HealthStatus.unhealthy().with("timeout_ms", timeout.toMillis());
  }
}
