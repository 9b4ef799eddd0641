import org.jspecify.annotations.NullMarked;

/// A small HTTP server that is robust against half-open sockets, slow clients and foreign web
/// pages.
@NullMarked
module dev.obs.http.listener {
  requires static org.jspecify;
  requires transitive dev.obs.api;

  exports dev.obs.http.listener;
}
