package dev.obs.health.http;

import dev.obs.codec.JsonWriter;
import dev.obs.http.listener.Handler;
import dev.obs.http.listener.Request;
import dev.obs.http.listener.Response;
import dev.obs.model.HealthKind;
import dev.obs.spi.KernelView;
import io.opentelemetry.api.common.AttributeKey;
import java.time.InstantSource;

/// A page that shows whether the process is alive.
///
/// ```json
/// {"status":"healthy","timestamp":1763806123.456,"version":"0.1.0","uptime":12.345}
/// ```
final class LivenessPage implements Handler {
  private static final AttributeKey<String> SERVICE_VERSION =
      AttributeKey.stringKey("service.version");

  private final KernelView kernel;
  private final InstantSource clock;
  private final String version;

  LivenessPage(KernelView kernel, InstantSource clock) {
    this.kernel = kernel;
    this.clock = clock;
    String service = kernel.resource().getAttribute(SERVICE_VERSION);
    this.version = service == null ? kernel.version() : service;
  }

  @Override
  public Response handle(Request request) {
    boolean up = kernel.health(HealthKind.LIVENESS).up();
    JsonWriter json = new JsonWriter();
    json.beginObject();
    json.name("status").value(up ? "healthy" : "unhealthy");
    json.name("timestamp").value(clock.millis() / 1000.0);
    json.name("version").value(version);
    json.name("uptime").value(kernel.uptime().toMillis() / 1000.0);
    json.endObject();
    return Response.json(up ? 200 : 503, json.toByteArray());
  }
}
