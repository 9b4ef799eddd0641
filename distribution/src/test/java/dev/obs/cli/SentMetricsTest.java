package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.obs.api.Obs;
import dev.obs.model.ExtensionInfo;
import dev.obs.testkit.HttpBackend;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Metrics of a whole kernel, as a receiver of OTLP and a scrape get them.
class SentMetricsTest {
  private static final String BASE2 = "base2_exponential_bucket_histogram";

  /// The requests of a run, and its page.
  private record Run(List<ExportMetricsServiceRequest> requests, String page) {
    Stream<Metric> metrics(String name) {
      return resources()
          .flatMap(resource -> resource.getScopeMetricsList().stream())
          .flatMap(scope -> scope.getMetricsList().stream())
          .filter(metric -> metric.getName().equals(name));
    }

    Stream<ResourceMetrics> resources() {
      return requests.stream().flatMap(request -> request.getResourceMetricsList().stream());
    }
  }

  private static Run run(String... settings) throws Exception {
    try (HttpBackend backend = HttpBackend.decoding(request -> List.of()).start();
        HttpClient client = HttpClient.newHttpClient()) {
      var builder =
          Obs.builder()
              .global(false)
              .set("health.port", "0")
              .set("telemetry.logging.exporters", "none")
              .set("telemetry.metrics.exporters", "otlp,prometheus")
              .set("telemetry.metrics.collection_interval", "1h")
              .set("telemetry.prometheus.port", "0")
              .set("telemetry.otlp.metrics.endpoint", backend.uri("/v1/metrics").toString());
      for (int i = 0; i < settings.length; i += 2) {
        builder.set(settings[i], settings[i + 1]);
      }
      String page;
      try (Obs obs = builder.start()) {
        obs.openTelemetry().getMeter("shop").histogramBuilder("price").build().record(7);
        obs.operations().run("order", () -> {});
        assertTrue(obs.flush(Duration.ofSeconds(30)));
        URI address =
            obs.view().extensions().stream()
                .filter(extension -> extension.type().equals("prometheus"))
                .map(ExtensionInfo::addresses)
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow();
        page = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
      }
      return new Run(backend.requests().stream().map(SentMetricsTest::decoded).toList(), page);
    }
  }

  private static ExportMetricsServiceRequest decoded(HttpBackend.Request request) {
    try {
      return ExportMetricsServiceRequest.parseFrom(request.body());
    } catch (InvalidProtocolBufferException damaged) {
      throw new AssertionError(damaged);
    }
  }

  @Test
  void histogramsAreExponentialIfTheSettingForAllSaysSo() throws Exception {
    Run run = run("telemetry.metrics.histograms", BASE2);
    for (String name : List.of("price", "operation.duration")) {
      assertTrue(run.metrics(name).findAny().isPresent(), name);
      assertTrue(run.metrics(name).allMatch(Metric::hasExponentialHistogram), name);
    }
    assertTrue(
        Pattern.compile("(?m)^price_bucket\\{.*le=\"\\+Inf\"} 1(\\.0)?$").matcher(run.page).find(),
        run.page);
  }

  @Test
  void theSettingOfOtlpWinsOverTheOneForAll() throws Exception {
    Run run =
        run(
            "telemetry.metrics.histograms",
            BASE2,
            "telemetry.otlp.metrics.default_histogram_aggregation",
            "explicit_bucket_histogram");
    assertTrue(run.metrics("price").findAny().isPresent());
    assertTrue(run.metrics("price").allMatch(Metric::hasHistogram));
  }

  @Test
  void theRequestAndThePageNameTheSameInstance() throws Exception {
    Run run = run();
    Set<String> instances =
        run.resources()
            .flatMap(resource -> resource.getResource().getAttributesList().stream())
            .filter(attribute -> attribute.getKey().equals("service.instance.id"))
            .map(KeyValue::getValue)
            .map(value -> value.getStringValue())
            .collect(Collectors.toSet());
    assertEquals(1, instances.size(), instances::toString);
    String instance = instances.iterator().next();
    assertTrue(
        Pattern.compile("target_info\\{.*service_instance_id=\"" + instance + "\".*} 1")
            .matcher(run.page)
            .find(),
        run.page);
    assertTrue(run.metrics("price").allMatch(Metric::hasHistogram));
  }
}
