package dev.obs.incident.webhook;

import dev.obs.spi.IncidentSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.IncidentSinkConformance;
import dev.obs.testkit.Json;
import java.io.IOException;
import java.util.List;

class WebhookConformanceTest extends IncidentSinkConformance {

  @Override
  protected IncidentSink sink() {
    return new WebhookSink();
  }

  @Override
  protected Backend backend() throws IOException {
    return HttpBackend.decoding(
            request -> List.of(Decoded.message(Json.map(Json.parse(request.text())))))
        .setting("url", "/hook")
        .start();
  }
}
