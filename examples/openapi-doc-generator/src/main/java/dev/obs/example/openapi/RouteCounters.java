package dev.obs.example.openapi;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;

/// The business metrics of this application.
///
/// | metric | unit | attribute |
/// |---|---|---|
/// | `openapi.routes.documented` | `{route}` | `framework`: `jaxrs`, `spring` |
/// | `openapi.documents` | `{document}` | `outcome`: `written`, `failed` |
final class RouteCounters {
  private static final AttributeKey<String> FRAMEWORK = AttributeKey.stringKey("framework");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

  private final LongCounter routes;
  private final LongCounter documents;

  RouteCounters(Meter meter) {
    routes =
        meter
            .counterBuilder("openapi.routes.documented")
            .setUnit("{route}")
            .setDescription("Documented routes.")
            .build();
    documents =
        meter
            .counterBuilder("openapi.documents")
            .setUnit("{document}")
            .setDescription("Requested documents.")
            .build();
  }

  void written(Document document) {
    document.routes().forEach((framework, n) -> routes.add(n, Attributes.of(FRAMEWORK, framework)));
    documents.add(1, Attributes.of(OUTCOME, "written"));
  }

  void failed() {
    documents.add(1, Attributes.of(OUTCOME, "failed"));
  }
}
