import dev.obs.health.http.HealthEndpoint;
import dev.obs.spi.Endpoint;
import org.jspecify.annotations.NullMarked;

/// `/health`, `/ready`, `/metrics` and the Kubernetes paths over HTTP.
@NullMarked
module dev.obs.health.http {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;
  requires dev.obs.http.listener;

  provides Endpoint with
      HealthEndpoint;
}
