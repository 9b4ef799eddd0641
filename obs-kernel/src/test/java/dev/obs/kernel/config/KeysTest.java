package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wrong keys, shapes and values: all errors at once.
class KeysTest {
  @TempDir Path folder;

  @Test
  void allErrorsComeAtOnceInTheOrderOfTheFile() {
    assertErrors(
        """
        telemtry: {}
        telemetry:
          service_name: ""
          tracing:
            sampel_rate: 0.1
            sample_rate: 1.5
            jaeger_port: seventy
            exporters: [zipkn, otlp, prometheus]
          metrics: [a]
          logging: {level: LOUD, structured: "yes"}
        health:
          port: 70000
          endpoints:
            - {path: /health, type: alive}
            - path: /ready
            - just text
        """,
        "telemetry.yaml:1:1: unknown key 'telemtry' at the top level; did you mean 'telemetry'?",
        "telemetry.yaml:3:17: telemetry.service_name: expected text that is not empty, found ''",
        "telemetry.yaml:5:5: unknown key 'sampel_rate' in telemetry.tracing; did you mean"
            + " 'sample_rate'?",
        "telemetry.yaml:6:18: telemetry.tracing.sample_rate: expected a number from 0 to 1, found"
            + " '1.5'",
        "telemetry.yaml:7:18: telemetry.tracing.jaeger_port: expected a port from 1 to 65535, found"
            + " 'seventy'",
        "telemetry.yaml:8:17: unknown exporter 'zipkn' for spans; did you mean 'zipkin'? (found:"
            + " otlp, zipkin)",
        "telemetry.yaml:8:30: exporter 'prometheus' takes no spans (found: otlp, zipkin)",
        "telemetry.yaml:9:12: telemetry.metrics: expected a mapping, found a list",
        "telemetry.yaml:10:20: telemetry.logging.level: expected one of TRACE, DEBUG, INFO, WARN,"
            + " ERROR, OFF, ALL, found 'LOUD'",
        "telemetry.yaml:10:38: telemetry.logging.structured: expected true or false, found 'yes'",
        "telemetry.yaml:12:9: health.port: expected a port from 0 to 65535, found '70000'",
        "telemetry.yaml:14:29: health.endpoints[0].type: expected one of liveness, readiness,"
            + " startup, metrics, found 'alive'",
        "telemetry.yaml:15:7: health.endpoints[1] has no type",
        "telemetry.yaml:16:7: health.endpoints[2]: expected a mapping, found text");
  }

  @Test
  void everyShapeIsToldFromEveryOther() {
    assertErrors(
        """
        telemetry:
          service_name: [a, b]
          resource: text
          tracing:
            enabled:
            exporters: otlp
            sample_rate: {rate: 1}
          otlp:
            headers: Authorization=x
            endpoint: ~
        health:
          endpoints: {path: /health}
        """,
        "telemetry.yaml:2:17: telemetry.service_name: expected text that is not empty, found a"
            + " list",
        "telemetry.yaml:3:13: telemetry.resource: expected a mapping, found text",
        "telemetry.yaml:5:13: telemetry.tracing.enabled: expected true or false, found nothing",
        "telemetry.yaml:6:16: telemetry.tracing.exporters: expected a list such as [a, b], found"
            + " text",
        "telemetry.yaml:7:18: telemetry.tracing.sample_rate: expected a number from 0 to 1, found a"
            + " mapping",
        "telemetry.yaml:9:14: telemetry.otlp.headers: expected a mapping of names to values, found"
            + " text",
        "telemetry.yaml:10:15: telemetry.otlp.endpoint: expected a URL with http or https and a"
            + " host, such as http://localhost:4318, found nothing",
        "telemetry.yaml:12:14: health.endpoints: expected a list of mappings, found a mapping");
  }

  @Test
  void keysOfExtensionsAreCheckedLikeTheKernelsOwn() {
    assertErrors(
        """
        telemetry:
          otlp:
            endpont: http://localhost
            timeout: soon
            traces: {endpoint: "localhost:4318"}
        """,
        "telemetry.yaml:3:5: unknown key 'endpont' in telemetry.otlp; did you mean 'endpoint'?",
        "telemetry.yaml:4:14: telemetry.otlp.timeout: expected a duration from 1ms to 10m such as"
            + " 500ms, 30s or 5m (a bare number counts seconds), found 'soon'",
        "telemetry.yaml:5:24: telemetry.otlp.traces.endpoint: expected a URL with http or https and"
            + " a host, such as http://localhost:4318, found 'localhost:4318'");
  }

  @Test
  void aKeyInTheWrongPlaceIsShownItsPlace() {
    assertErrors(
        "telemetry:\n  sample_rate: 1\n",
        "telemetry.yaml:2:3: unknown key 'sample_rate' in telemetry; did you mean"
            + " 'telemetry.tracing.sample_rate'?");
  }

  @Test
  void otherSpellingsOfAKeyAreRecognized() {
    assertErrors(
        "telemetry:\n  serviceName: a\n  tracing: {sample-rate: 1}\n",
        "telemetry.yaml:2:3: unknown key 'serviceName' in telemetry; did you mean 'service_name'?",
        "telemetry.yaml:3:13: unknown key 'sample-rate' in telemetry.tracing; did you mean"
            + " 'sample_rate'?");
  }

  @Test
  void aKeyLikeNoOtherGetsTheListOfThoseThatAreKnown() {
    assertErrors(
        "telemetry:\n  shutdown: {xyz: 1}\n  probes: {\"\": 1}\n",
        "telemetry.yaml:2:14: unknown key 'xyz' in telemetry.shutdown; known here: deadline, drain",
        "telemetry.yaml:3:12: unknown key '' in telemetry.probes; known here: interval, timeout,"
            + " which");
  }

  @Test
  void sectionsMayBeEmpty() {
    Configuration configuration =
        new Given(folder)
            .file("telemetry:\n  tracing:\n  resource:\n    attributes:\nhealth: ~\n")
            .load();
    assertTrue(configuration.get(CoreSettings.TRACING_ENABLED));
  }

  @Test
  void scalarsKeepTheirText() {
    Configuration configuration =
        new Given(folder)
            .file(
                """
                telemetry:
                  service_name: 0123
                  resource:
                    attributes: {version: 1.10, date: 2026-01-02, quoted: "null", on: yes, hex: 0x1F}
                """)
            .load();
    assertEquals("0123", configuration.get(CoreSettings.SERVICE_NAME));
    assertEquals(
        "{version=1.10, date=2026-01-02, quoted=null, on=yes, hex=0x1F}",
        configuration.get(CoreSettings.RESOURCE_ATTRIBUTES).toString());
  }

  @Test
  void whatIsRepeatedInAnErrorStaysOnItsLineAndHidesCredentials() {
    List<String> errors =
        new Given(folder)
            .file(
                """
                telemetry:
                  "a\\nb\\e[31m": 1
                  tracing:
                    sample_rate: "%s"
                  otlp:
                    endpoint: "htp://user:pass/wo rd@host:4318"
                """
                    .formatted("9".repeat(100)))
            .errors();
    assertTrue(errors.get(0).contains("'aU+000AbU+001B[31m'"), errors.get(0));
    assertTrue(errors.get(1).endsWith("found '" + "9".repeat(60) + "...'"), errors.get(1));
    assertTrue(errors.get(2).endsWith("found 'htp://(hidden)@host:4318'"), errors.get(2));
  }

  @Test
  void thousandsOfErrorsAreCutToAHundred() {
    StringBuilder file = new StringBuilder("telemetry:\n");
    for (int i = 0; i < 1_000; i++) {
      file.append("  zzzz").append(i).append("qqqq: 1\n");
    }
    List<String> errors = new Given(folder).file(file.toString()).errors();
    assertEquals(101, errors.size());
    assertEquals("and 900 more errors", errors.getLast());
    assertFalse(errors.getFirst().isEmpty());
  }

  private void assertErrors(String file, String... expected) {
    assertEquals(
        String.join("\n", expected), String.join("\n", new Given(folder).file(file).errors()));
  }
}
