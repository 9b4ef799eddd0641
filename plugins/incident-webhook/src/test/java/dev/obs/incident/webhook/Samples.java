package dev.obs.incident.webhook;

import dev.obs.model.Incident;
import dev.obs.model.Incident.Severity;
import dev.obs.model.Incident.State;
import dev.obs.spi.Extension;
import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// An incident and a service for tests.
final class Samples {
  private Samples() {}

  static Incident db(State state, boolean news) {
    return incident("health/readiness/db", state, news, "readiness check 'db' is down");
  }

  static Incident incident(String key, State state, boolean news, String summary) {
    return new Incident(
        key,
        "service-not-ready",
        state,
        news,
        Severity.ERROR,
        "db",
        summary,
        Instant.parse("2026-11-22T10:15:30Z"),
        new TreeMap<>(Map.of("timeout.ms", "2000")),
        "https://docs.example/service-not-ready.md");
  }

  static TestContext shop(Extension sink, Map<String, String> settings) {
    return TestContext.of(sink, settings)
        .version("1.2.3")
        .resource(
            Resource.create(
                Attributes.builder()
                    .put("service.name", "cart")
                    .put("service.namespace", "shop")
                    .put("service.instance.id", "cart-1")
                    .put("deployment.environment.name", "prod")
                    .build()));
  }
}
