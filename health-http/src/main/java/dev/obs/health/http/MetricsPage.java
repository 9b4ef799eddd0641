package dev.obs.health.http;

import dev.obs.codec.JsonWriter;
import dev.obs.http.listener.Accept;
import dev.obs.http.listener.Handler;
import dev.obs.http.listener.Request;
import dev.obs.http.listener.Response;
import dev.obs.model.LaneStats;
import dev.obs.model.OperationSummary;
import dev.obs.spi.KernelView;
import dev.obs.spi.ScrapePage;
import java.time.Duration;
import java.util.Optional;

/// A page of the figures of the system, the operations and the lanes as JSON; for a client that
/// prefers a format of Prometheus, the page of the metric sink.
///
/// ```json
/// {"system":{"cpu_percent":3.5,"disk_percent":41,"memory_percent":62.1},
///  "performance":{"generate_docs":{"count":2,"errors":0,"avg_duration_ms":12.5, ...}},
///  "lanes":[{"sink":"otlp","signal":"traces","offered":2,"delivered":2, ...}]}
/// ```
///
/// For a failing lane the page shows the fact, not the cause, which may contain host names.
final class MetricsPage implements Handler {
  private final KernelView kernel;

  MetricsPage(KernelView kernel) {
    this.kernel = kernel;
  }

  @Override
  public Response handle(Request request) {
    if (prefersExposition(Accept.parse(request.accept()))) {
      Optional<ScrapePage> scrape = kernel.scrape();
      if (scrape.isPresent()) {
        Duration timeout = ScrapePage.timeout(request.header(ScrapePage.TIMEOUT_HEADER));
        ScrapePage.Page page = scrape.get().render(request.accept(), timeout);
        return new Response(200, page.contentType(), page.body());
      }
    }
    return Response.json(200, json());
  }

  private static boolean prefersExposition(Accept accept) {
    double exposition =
        Math.max(accept.quality("text/plain"), accept.quality("application/openmetrics-text"));
    return exposition > accept.quality("application/json");
  }

  private byte[] json() {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    json.name("system").beginObject();
    kernel.system().forEach((name, value) -> figure(json, name, value));
    json.endObject();
    json.name("performance").beginObject();
    kernel.performance().forEach((name, summary) -> operation(json, name, summary));
    json.endObject();
    json.name("lanes").beginArray();
    kernel.lanes().forEach(lane -> lane(json, lane));
    json.endArray();
    json.endObject();
    return json.toByteArray();
  }

  private static void operation(JsonWriter json, String name, OperationSummary summary) {
    json.name(name).beginObject();
    json.name("count").value(summary.count());
    json.name("errors").value(summary.errors());
    duration(json, "avg_duration_ms", summary.avg());
    duration(json, "min_duration_ms", summary.min());
    duration(json, "max_duration_ms", summary.max());
    duration(json, "p50_duration_ms", summary.p50());
    duration(json, "p95_duration_ms", summary.p95());
    duration(json, "p99_duration_ms", summary.p99());
    summary.memory().ifPresent(value -> figure(json, "avg_memory_bytes", value));
    summary.cpu().ifPresent(value -> figure(json, "avg_cpu_percent", value));
    json.endObject();
  }

  private static void lane(JsonWriter json, LaneStats lane) {
    json.beginObject();
    json.name("sink").value(lane.sink());
    json.name("signal").value(lane.signal());
    json.name("offered").value(lane.offered());
    json.name("refused").value(lane.refused());
    json.name("queued").value(lane.queued());
    json.name("accepted").value(lane.accepted());
    json.name("recovered").value(lane.recovered());
    json.name("delivered").value(lane.delivered());
    json.name("dead_lettered").value(lane.deadLettered());
    json.name("dropped").beginObject();
    lane.dropped().forEach((reason, count) -> json.name(reason).value(count));
    json.endObject();
    json.name("waiting").value(lane.waiting());
    json.name("retries").value(lane.retries());
    json.name("failing").value(!lane.failing().isEmpty());
    json.name("memory_bytes").value(lane.memoryBytes());
    json.name("memory_limit_bytes").value(lane.memoryLimit());
    if (lane.spoolLimit() > 0) {
      json.name("unprotected").value(lane.unprotected());
      json.name("spool_bytes").value(lane.spoolBytes());
      json.name("spool_limit_bytes").value(lane.spoolLimit());
    }
    json.endObject();
  }

  private static void duration(JsonWriter json, String name, Duration duration) {
    json.name(name).value(duration.toNanos() / 1e6);
  }

  /// Writes a figure unless it is unknown.
  private static void figure(JsonWriter json, String name, double value) {
    if (Double.isFinite(value)) {
      json.name(name).value(value);
    }
  }
}
