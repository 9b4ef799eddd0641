package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.ConfigurationLoader;
import dev.obs.kernel.config.DiscoveredExtensions;
import dev.obs.spi.Extension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files for TLS beside a URL that begins with `http:`, with the modules of the image.
class UselessFilesTest {
  private static final List<Extension> EXTENSIONS = InstalledExtensions.extensions();

  @TempDir Path folder;

  private List<String> notices(String yaml, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), yaml);
    Configuration configuration =
        ConfigurationLoader.load(
            Optional.of(file), environment, Map.of(), DiscoveredExtensions.of(EXTENSIONS));
    return configuration.notices().stream()
        .map(Object::toString)
        .map(notice -> notice.replaceFirst("^.*telemetry.yaml:", ""))
        .toList();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "tracing, otlp, endpoint, http://h, no endpoint that it applies to begins with https",
    "tracing, zipkin, endpoint, http://h, endpoint does not begin with https",
    "logging, elasticsearch, hosts, '[http://a, http://b]', hosts does not begin with https",
    "incidents, webhook, url, http://h, url does not begin with https",
    "incidents, alertmanager, urls, '[http://a]', urls does not begin with https",
    "incidents, pagerduty, url, http://h, url does not begin with https"
  })
  void giveNotices(String signal, String sink, String key, String url, String reason)
      throws IOException {
    String yaml =
        """
        telemetry:
          %s: {exporters: [%s]}
          %s:
            certificate: a.pem
            client_certificate: b.pem
            client_key: c.pem
            %s: %s
        """
            .formatted(signal, sink, sink, key, url);
    if (sink.equals("pagerduty")) {
      yaml += "    routing_key: k\n";
    }
    String message = ": telemetry." + sink + ".%s has no effect, because " + reason;
    assertEquals(
        List.of(
            "4:18" + message.formatted("certificate"),
            "5:25" + message.formatted("client_certificate"),
            "6:17" + message.formatted("client_key")),
        notices(yaml, Map.of()));
    assertEquals(List.of(), notices(yaml.replaceFirst("http:", "https:"), Map.of()));
  }

  /// Each sender with files for TLS is in a row above.
  @Test
  void areThoseOfEachSender() {
    assertEquals(
        Stream.of("alertmanager", "elasticsearch", "otlp", "pagerduty", "webhook", "zipkin")
            .toList(),
        EXTENSIONS.stream()
            .filter(each ->
                each.settings().stream().anyMatch(setting -> setting.name().equals("client_key")))
            .map(Extension::type)
            .distinct()
            .sorted()
            .toList());
  }

  @Test
  void giveANoticeForTheDefaultUrl() throws IOException {
    assertEquals(
        List.of(
            "5:18: telemetry.otlp.certificate has no effect, because no endpoint that it applies"
                + " to begins with https"),
        notices(
            """
            telemetry:
              tracing: {exporters: [otlp]}
              logging: {exporters: [console]}
              otlp:
                certificate: a.pem
            """,
            Map.of()));
  }

  @Test
  void ofASignalBelongToItsEndpoint() throws IOException {
    String yaml =
        """
        telemetry:
          tracing: {exporters: [otlp]}
          metrics: {exporters: [otlp]}
          logging: {exporters: [otlp]}
          otlp:
            endpoint: https://h
            certificate: a.pem
            traces: {endpoint: "http://h/v1/traces", certificate: b.pem}
            logs: {endpoint: "http://h/v1/logs"}
            metrics: {certificate: c.pem}
        """;
    String traces =
        "8:59: telemetry.otlp.traces.certificate has no effect, because no endpoint that it"
            + " applies to begins with https";
    String common =
        "7:18: telemetry.otlp.certificate has no effect, because no endpoint that it applies to"
            + " begins with https";
    assertEquals(List.of(common, traces), notices(yaml, Map.of()));
    assertEquals(List.of(traces), notices(yaml.replace("{certificate: c.pem}", "{}"), Map.of()));
  }

  @Test
  void ofVariablesGiveNotices() throws IOException {
    String yaml = "telemetry: {tracing: {exporters: [otlp]}, logging: {exporters: [console]}}";
    Map<String, String> environment =
        Map.of(
            "OTEL_EXPORTER_OTLP_CERTIFICATE", "a.pem",
            "OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY", "b.pem");
    String message =
        "%s: telemetry.otlp.%s has no effect, because no endpoint that it applies to begins with"
            + " https";
    assertEquals(
        List.of(
            message.formatted("OTEL_EXPORTER_OTLP_CERTIFICATE", "certificate"),
            message.formatted("OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY", "traces.client_key")),
        notices(yaml, environment));
    assertEquals(
        List.of(),
        notices(yaml.replaceFirst("}$", ", otlp: {endpoint: \"https://h\"}}"), environment));
  }

  @Test
  void andTheTemplateOfNoIndexGiveANotice() throws IOException {
    String yaml =
        """
        telemetry:
          logging: {exporters: [elasticsearch]}
          elasticsearch:
            index_template: false
        """;
    assertEquals(
        List.of(
            "4:21: telemetry.elasticsearch.index_template has no effect, because index is not set"),
        notices(yaml, Map.of()));
    assertEquals(List.of(), notices(yaml + "    index: logs\n", Map.of()));
  }
}
