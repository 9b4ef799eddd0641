package dev.obs.health.http;

import dev.obs.codec.JsonWriter;
import dev.obs.http.listener.Handler;
import dev.obs.http.listener.Request;
import dev.obs.http.listener.Response;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import dev.obs.spi.KernelView;
import java.time.InstantSource;

/// A page of the checks of a kind by name.
///
/// ```json
/// {"ready":false,"checks":{"disk":true,"memory":false},"timestamp":1763806123.456}
/// ```
final class ChecksPage implements Handler {
  private final KernelView kernel;
  private final HealthKind kind;
  private final String verdict;
  private final InstantSource clock;

  /// @param verdict the name of the boolean summary
  ChecksPage(KernelView kernel, HealthKind kind, String verdict, InstantSource clock) {
    this.kernel = kernel;
    this.kind = kind;
    this.verdict = verdict;
    this.clock = clock;
  }

  @Override
  public Response handle(Request request) {
    HealthReport report = kernel.health(kind);
    JsonWriter json = new JsonWriter();
    json.beginObject();
    json.name(verdict).value(report.up());
    json.name("checks").beginObject();
    report.checks().forEach((name, status) -> json.name(name).value(status.up()));
    json.endObject();
    json.name("timestamp").value(clock.millis() / 1000.0);
    json.endObject();
    return Response.json(report.up() ? 200 : 503, json.toByteArray());
  }
}
