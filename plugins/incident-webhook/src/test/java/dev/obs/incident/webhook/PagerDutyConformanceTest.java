package dev.obs.incident.webhook;

import dev.obs.spi.IncidentSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.Fidelity;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.IncidentSinkConformance;
import dev.obs.testkit.Json;
import java.io.IOException;
import java.util.List;

class PagerDutyConformanceTest extends IncidentSinkConformance {

  @Override
  protected IncidentSink sink() {
    return new PagerDutySink();
  }

  @Override
  protected Backend backend() throws IOException {
    return HttpBackend.decoding(
            request -> List.of(Decoded.event(Json.map(Json.parse(request.text())))))
        .setting("url", "/v2/enqueue")
        .value("routing_key", "R0UT1NG")
        .fidelity(Fidelity.complete().longestValue(1024))
        .accepting(
            (_, _) -> HttpBackend.Reply.of(202, "application/json", "{\"status\":\"success\"}"))
        .start();
  }
}
