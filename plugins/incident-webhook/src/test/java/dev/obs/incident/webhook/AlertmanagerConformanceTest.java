package dev.obs.incident.webhook;

import dev.obs.spi.IncidentSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.Fidelity;
import dev.obs.testkit.Field;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.IncidentSinkConformance;
import java.io.IOException;

class AlertmanagerConformanceTest extends IncidentSinkConformance {

  @Override
  protected IncidentSink sink() {
    return new AlertmanagerSink();
  }

  /// The kind has another spelling in alerts.
  @Override
  protected Backend backend() throws IOException {
    return HttpBackend.decoding(request -> Decoded.alerts(request.text()))
        .setting("urls", "")
        .fidelity(
            Fidelity.complete()
                .without(Field.NAME)
                .longestValue(1024)
                .keys(key -> "detail_" + key.replaceAll("[^A-Za-z0-9_]", "_")))
        .start();
  }
}
