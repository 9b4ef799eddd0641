import org.jspecify.annotations.NullMarked;

/// A small HTTP server on `jdk.httpserver` that half-open sockets and slow clients cannot starve.
@NullMarked
module dev.obs.http.listener {
  requires static org.jspecify;
  requires jdk.httpserver;

  exports dev.obs.http.listener;
}
