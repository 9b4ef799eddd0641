package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Foreign exporters, unchanged from Maven Central, dropped into the full image or linked into a
/// custom one.
class OpenTelemetryExportersIT {
  private static final String PLUGINS =
      Path.of("target", "plugin-jars", "otel").toAbsolutePath().toString();
  private static final String DEMO = Path.of("target", "image", "demo").toAbsolutePath().toString();

  @TempDir Path folder;

  @BeforeAll
  static void protectWhatTheBuildFetched() throws IOException {
    OwnersOnly.folder(Path.of(PLUGINS));
  }

  private void configuration(String yaml) throws IOException {
    Files.writeString(folder.resolve("telemetry.yaml"), yaml);
  }

  private ImageProcess demo(String plugin, boolean linked, Map<String, String> environment)
      throws Exception {
    if (!linked) {
      return ImageProcess.start(folder, environment, "demo", "--once", "--plugins", PLUGINS);
    }
    LinkedImage image =
        LinkedImage.quick(
            folder, "--with", "console,health-http", "--plugins", PLUGINS + "/" + plugin);
    Path launcher = image.folder().resolve("bin/obs");
    return ImageProcess.start(launcher, folder, environment, "demo", "--once", "--jars", DEMO);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void openTelemetrysOwnLoggingExporterWritesAllThreeSignals(boolean linked) throws Exception {
    configuration(
        """
        telemetry:
          tracing: {exporters: [logging-otlp]}
          metrics: {exporters: [logging-otlp]}
          logging: {exporters: [console, logging-otlp]}
        health: {port: 0}
        """);
    try (ImageProcess demo = demo("logging-otlp", linked, Map.of())) {
      assertEquals(0, demo.exitCode(), demo::toString);
      String seen = demo.out() + demo.err();
      for (String signal : List.of("scopeSpans", "scopeMetrics", "scopeLogs")) {
        assertTrue(seen.contains(signal), () -> signal + " is missing in " + demo);
      }
      for (String signal : List.of("traces", "metrics", "logs")) {
        assertTrue(
            demo.out()
                .lines()
                .anyMatch(line ->
                    line.matches("logging-otlp " + signal + " +([1-9]\\d*) +\\1 +0 +0 +0 +0")),
            () -> signal + " were not all delivered: " + demo);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCloudVendorsExporterDeliversMetricsToItsBackend(boolean linked) throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();
    List<ExportMetricsServiceRequest> bodies = new CopyOnWriteArrayList<>();
    HttpServer backend =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          requests.add(
              exchange.getRequestURI() + " " + exchange.getRequestHeaders().get("Authorization"));
          try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
            bodies.add(ExportMetricsServiceRequest.parseFrom(unzipped));
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    backend.start();
    configuration(
        """
        telemetry:
          metrics: {exporters: [dynatrace]}
          dynatrace:
            properties:
              otel.javaagent.extension.sap.cf.binding.dynatrace.metrics.token-name: secret-key-name
        health: {port: 0}
        """);
    Map<String, String> environment =
        Map.of(
            "VCAP_SERVICES",
            """
            {"user-provided": [{"name": "monitoring", "label": "user-provided",
              "tags": ["dynatrace"], "credentials":
                {"apiurl": "http://127.0.0.1:%d/api", "secret-key-name": "dt0c01.token"}}]}
            """
                .formatted(backend.getAddress().getPort()));
    try (ImageProcess demo = demo("sap", linked, environment)) {
      assertEquals(0, demo.exitCode(), demo::toString);
      assertEquals("/api/v2/otlp/v1/metrics [Api-Token dt0c01.token]", requests.getFirst());
      assertTrue(bodies.toString().contains("operation.duration"), () -> bodies + "\nin\n" + demo);
      assertTrue(
          demo.out()
              .lines()
              .anyMatch(line -> line.matches("dynatrace metrics +([1-9]\\d*) +\\1 +0 +0 +0 +0")),
          demo::toString);
    } finally {
      backend.stop(0);
    }
  }

  @Test
  void theCheckShowsThePropertiesWithoutTheirValues() throws Exception {
    configuration(
        """
        telemetry:
          metrics: {exporters: [dynatrace]}
          dynatrace: {properties: {otel.exporter.key: s3cr3t-key}}
        """);
    try (ImageProcess check = ImageProcess.run(folder, "check", "--plugins", PLUGINS)) {
      assertTrue(check.out().contains("otel.exporter.key"), check::toString);
      assertFalse(check.out().contains("s3cr3t-key"), check::toString);
    }
  }

  @Test
  void oursWinsOverAnAdaptedOneAndTheTableSaysSo() throws Exception {
    configuration("health: {port: 0}");
    try (ImageProcess modules = ImageProcess.run(folder, "modules", "--plugins", PLUGINS)) {
      assertTrue(
          modules
              .out()
              .lines()
              .anyMatch(line ->
                  line.matches(
                      "trace sink +otlp +io.opentelemetry.exporter.otlp .* isolated sap/ +failed:"
                          + " another trace sink 'otlp' was found first \\(image\\)")),
          modules::toString);
    }
  }
}
