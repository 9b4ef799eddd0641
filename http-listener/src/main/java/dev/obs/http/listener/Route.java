package dev.obs.http.listener;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// One path and its handler, whose failures and hangs stay here.
final class Route {
  /// So many calls may run at once: a handler that hangs keeps no more threads than these.
  private static final int CONCURRENT = 64;

  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final Handler handler;
  private final Logger logger;
  private final Semaphore permits = new Semaphore(CONCURRENT);
  private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - QUIET_NANOS);

  Route(Handler handler, Logger logger) {
    this.handler = handler;
    this.logger = logger;
  }

  Response answer(Request request) {
    if (!permits.tryAcquire()) {
      return Response.text(503, "too many requests at once\n");
    }
    try {
      return handler.handle(request);
    } catch (Throwable failure) { // an Error of a handler is no reason to leave the client waiting
      log(request.path(), failure);
      return Response.text(500, "internal error\n");
    } finally {
      permits.release();
    }
  }

  private void log(String path, Throwable failure) {
    long now = System.nanoTime();
    long last = lastLogged.get();
    if (now - last >= QUIET_NANOS && lastLogged.compareAndSet(last, now)) {
      logger.log(Level.WARNING, "the handler of " + path + " failed", failure);
    }
  }
}
