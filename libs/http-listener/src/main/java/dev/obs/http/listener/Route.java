package dev.obs.http.listener;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One path and its handler, whose failures and hangs stay here.
final class Route {
  /// So many calls may run at once: a handler that hangs keeps no more threads than these. Further
  /// requests wait for their turn a while.
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
    } catch (Throwable failure) { // an Error of a handler is no reason to leave the client waiting
      report.failed("the handler of " + path, failure);
      return Response.text(500, "internal error\n");
    } finally {
      permits.release();
    }
  }
}
