package dev.obs.http.listener;

/// A handler of the requests to one path. Called on virtual threads, many at a time.
@FunctionalInterface
public interface Handler {

  /// Handles a request; HEAD is handled like GET, and the listener omits the body.
  ///
  /// @throws Exception results in a plain 500; its text goes only to the log
  Response handle(Request request) throws Exception;
}
