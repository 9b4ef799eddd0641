package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.spi.SystemProbe;
import dev.obs.spi.TraceSink;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A name that nothing provides may be that of a provider that cannot be created. Then it is not
/// wrong.
class BrokenProvidersTest {
  private static final String FAULT = "acme.Sink (/plugins/acme.jar): cannot be created: bug";
  private static final String EXCUSE = "since a provider is missing: " + FAULT;

  @TempDir Path folder;

  private Given given;

  @BeforeEach
  void breakASink() {
    given = new Given(folder).broken(TraceSink.class, FAULT);
  }

  @Test
  void theNameOfAnExporterIsNotInUse() {
    given.file("telemetry: {tracing: {exporters: [zipkin, acme]}}");
    assertEquals(
        List.of("telemetry.yaml:1:43: exporter 'acme' is not in use, " + EXCUSE), given.notices());
    assertEquals(List.of("zipkin"), given.load().traceExporters());
  }

  @Test
  void soIsTheNameOfAnExporterOfObsThatIsBrokenForOneSignal() {
    given = new Given(folder, List.of(Fakes.metricSink("acme", List.of())));
    given.broken(TraceSink.class, FAULT).file("telemetry: {tracing: {exporters: [acme]}}");
    assertEquals(
        List.of("telemetry.yaml:1:35: exporter 'acme' is not in use, " + EXCUSE), given.notices());
  }

  @Test
  void aVariableAndCodeGetTheSameNotice() {
    given.environment("OTEL_TRACES_EXPORTER", "acme");
    assertEquals(
        List.of("OTEL_TRACES_EXPORTER: ignored: exporter 'acme' is not in use, " + EXCUSE),
        given.notices());
    given.code("telemetry.tracing.exporters", "acme");
    assertEquals("code: exporter 'acme' is not in use, " + EXCUSE, given.notices().getLast());
  }

  @Test
  void moreNamesThanBrokenProvidersAreErrors() {
    given.file("telemetry: {tracing: {exporters: [acme, acme, ecma]}}");
    assertEquals(
        List.of(
            "telemetry.yaml:1:35: unknown exporter 'acme' for spans (found: otlp, zipkin)",
            "telemetry.yaml:1:41: unknown exporter 'acme' for spans (found: otlp, zipkin)",
            "telemetry.yaml:1:47: unknown exporter 'ecma' for spans (found: otlp, zipkin)"),
        given.errors());
    given.broken(TraceSink.class, "another");
    assertEquals(List.of(), given.load().traceExporters());
  }

  @Test
  void aBrokenProviderOfAnotherSignalExcusesNothing() {
    given.file("telemetry: {logging: {exporters: [acme]}}");
    assertEquals(
        List.of(
            "telemetry.yaml:1:35: unknown exporter 'acme' for logs"
                + " (found: console, elasticsearch, otlp)"),
        given.errors());
  }

  @Test
  void theSectionOfTheProviderIsIgnoredAndItsSecretsAreHidden() {
    given
        .file("telemetry: {acme: {api_key: hush-hush}, tracing: {exporters: [acme]}}")
        .code("telemetry.acme.region", "north");
    assertEquals(
        List.of(
            "telemetry.yaml:1:13: unknown key 'acme' in telemetry is ignored, " + EXCUSE,
            "code: unknown key 'telemetry.acme.region' is ignored, " + EXCUSE,
            "telemetry.yaml:1:63: exporter 'acme' is not in use, " + EXCUSE),
        given.notices());
    assertEquals("(hidden)", given.load().redaction().apply("hush-hush"));
  }

  @Test
  void aMisspelledKeyIsAnErrorNevertheless() {
    given.file("telemetry: {tracin: {}, tracing: {structured: true}}");
    assertEquals(
        List.of(
            "telemetry.yaml:1:13: unknown key 'tracin' in telemetry; did you mean 'tracing'?",
            "telemetry.yaml:1:35: unknown key 'structured' in telemetry.tracing; did you mean"
                + " 'telemetry.logging.structured'?"),
        given.errors());
  }

  @Test
  void theNameOfAProbeIsNotInUse() {
    given.broken(SystemProbe.class, "gpu").file("telemetry: {probes: {which: [memory, gpu]}}");
    assertEquals(
        List.of("telemetry.yaml:1:38: probe 'gpu' is not in use, since a provider is missing: gpu"),
        given.notices());
  }
}
