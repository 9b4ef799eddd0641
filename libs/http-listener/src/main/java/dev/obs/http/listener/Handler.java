package dev.obs.http.listener;

/// Answers the requests to one path. Called on virtual threads, many at a time.
@FunctionalInterface
public interface Handler {

  /// Answers a request; HEAD is handled like GET, the listener leaves the body out.
  ///
  /// @throws Exception becomes a plain 500; its text goes to the log only
  Response handle(Request request) throws Exception;
}
