package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.model.Incident;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The receivers of incidents.
class IncidentExportersTest {
  @TempDir Path folder;

  private record Pager(String type, List<Setting<?>> settings) implements IncidentSink {
    @Override
    public Exporter<Incident> open(ExtensionContext context) {
      return _ -> ExportResult.delivered();
    }
  }

  private Given given(String incidents) {
    List<Extension> extensions = new ArrayList<>(Fakes.all());
    extensions.add(new Pager("pagerduty", List.of(Setting.secret("routing_key").required())));
    return new Given(folder, extensions).file(incidents);
  }

  @Test
  void nobodyUnlessListed() {
    Configuration configuration = given("telemetry: {}").load();
    assertEquals(List.of(), configuration.incidentExporters());
    assertEquals(Duration.ofSeconds(5), configuration.get(IncidentSettings.INTERVAL));
    assertEquals(Duration.ofSeconds(10), configuration.get(IncidentSettings.HOLD));
    assertEquals(30, configuration.get(IncidentSettings.RATE_LIMIT));
  }

  @Test
  void thoseThatAreListed() {
    Given given =
        given("telemetry: {incidents: {exporters: [pagerduty]}, pagerduty: {routing_key: \"k\"}}");
    assertEquals(List.of("pagerduty"), given.load().incidentExporters());
    assertEquals("pagerduty (telemetry.yaml:1)", given.effective("telemetry.incidents.exporters"));
  }

  @Test
  void nobodyWhereTelemetryIsOff() {
    Given given =
        given(
            "telemetry: {enabled: false, incidents: {exporters: [pagerduty]},"
                + " pagerduty: {routing_key: \"k\"}}");
    assertEquals(List.of(), given.load().incidentExporters());
  }

  @Test
  void anUnknownNameIsAnErrorWithTheNearestOne() {
    assertEquals(
        List.of(
            "telemetry.yaml:1:37: unknown exporter 'pagerdutty' for incidents; did you mean"
                + " 'pagerduty'? (found: pagerduty)"),
        given("telemetry: {incidents: {exporters: [pagerdutty]}}").errors());
  }

  @Test
  void aKnownOneThatIsNotThereNamesItsModule() {
    assertEquals(
        List.of(
            "telemetry.yaml:1:37: exporter 'alertmanager' is configured but no module provides it;"
                + " put incident-webhook on the module path (found: pagerduty)"),
        given("telemetry: {incidents: {exporters: [alertmanager]}}").errors());
    assertEquals(
        List.of(
            "telemetry.yaml:1:13: telemetry.webhook is set but no module provides this; put"
                + " incident-webhook on the module path"),
        given("telemetry: {webhook: {url: \"http://h\"}}").notices());
  }

  @Test
  void anExporterOfAnotherSignalTakesNone() {
    assertEquals(
        List.of("telemetry.yaml:1:37: exporter 'otlp' takes no incidents (found: pagerduty)"),
        given("telemetry: {incidents: {exporters: [otlp]}}").errors());
  }

  @Test
  void whatASinkRequiresIsAskedForOnlyIfItIsListed() {
    assertEquals(
        List.of("telemetry.routing_key"),
        given("telemetry: {incidents: {exporters: [pagerduty]}}").errors().stream()
            .map(error ->
                error.replaceFirst("telemetry.pagerduty.(\\w+) is required.*", "telemetry.$1"))
            .toList());
    assertEquals(List.of(), given("telemetry: {incidents: {exporters: [none]}}").notices());
  }

  @Test
  void runbooksAreNamedByAUrlWithoutAPassword() {
    assertEquals(
        List.of(
            "telemetry.yaml:1:38: telemetry.incidents.runbook_url: expected a URL with http or"
                + " https and a host, without user, password, '?' or '#', found"
                + " 'https://(hidden)@h/'"),
        given("telemetry: {incidents: {runbook_url: \"https://u:p@h/\"}}").errors());
  }
}
