package dev.obs.http.listener;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A path and its handler, with isolation of the handler's failures and hangs.
final class Route {
  /// The maximum number of concurrent calls: a handler that hangs blocks no more threads. Further
  /// requests wait for a limited time.
  private static final int CONCURRENT = 64;

  private static final int WAIT_SECONDS = 2;

  private final Handler handler;
  private final String path;
  private final Report report;
  private final Semaphore permits = new Semaphore(CONCURRENT, true);

  Route(Handler handler, String path, Report report) {
    this.handler = handler;
    this.path = path;
    this.report = report;
  }

  Response answer(Request request) {
    try {
      if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        report.refused(Refusal.HANDLERS);
        return Response.text(503, "too many requests at once\n");
      }
    } catch (InterruptedException cut) {
      return Response.text(503, "the connection is closed\n");
    }
    try {
      return Objects.requireNonNull(handler.handle(request), "the answer is null");
    } catch (Throwable failure) { // the client gets a response even after an Error of a handler
      report.failed("the handler of " + path, failure);
      return Response.text(500, "internal error\n");
    } finally {
      permits.release();
    }
  }
}
