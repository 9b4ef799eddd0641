package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.TraceSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OpenTelemetry's environment variable specification.
class EnvironmentTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          always_on                | 0.5 | AlwaysOnSampler
          always_off               | 0.5 | AlwaysOffSampler
          traceidratio             | 0.5 | TraceIdRatioBased{0.500000}
          parentbased_always_on    | 0.5 | ParentBased{root:AlwaysOnSampler
          parentbased_always_off   | 0.5 | ParentBased{root:AlwaysOffSampler
          parentbased_traceidratio | 0.5 | ParentBased{root:TraceIdRatioBased{0.500000}
          traceidratio             |     | TraceIdRatioBased{1.000000}
          """)
  void theSixStandardSamplers(String sampler, String argument, String description) {
    Given given = new Given(folder).environment("OTEL_TRACES_SAMPLER", sampler);
    if (argument != null) {
      given.environment("OTEL_TRACES_SAMPLER_ARG", argument);
    }
    assertEquals(description, given.load().sampler().getDescription().split(",remoteParent")[0]);
  }

  @Test
  void samplersThatCannotBeUsedArePassedOverWithANotice() {
    Given given =
        new Given(folder)
            .file("telemetry: {tracing: {sample_rate: 0.25}}")
            .environment("OTEL_TRACES_SAMPLER", "jaeger_remote")
            .environment("OTEL_TRACES_SAMPLER_ARG", "2");
    assertEquals(
        List.of(
            "OTEL_TRACES_SAMPLER: ignored: expected one of always_on, always_off, traceidratio,"
                + " parentbased_always_on, parentbased_always_off, parentbased_traceidratio, found"
                + " 'jaeger_remote'",
            "OTEL_TRACES_SAMPLER_ARG: ignored: expected a number from 0 to 1, found '2'"),
        given.notices());
    assertTrue(given.load().sampler().getDescription().contains("0.25"));
  }

  @Test
  void aSamplerArgumentWithoutSamplerIsIgnored() {
    Given given = new Given(folder).environment("OTEL_TRACES_SAMPLER_ARG", "0.1");
    assertEquals(1.0, given.load().get(CoreSettings.SAMPLE_RATE));
    assertEquals(
        List.of("OTEL_TRACES_SAMPLER_ARG: ignored because OTEL_TRACES_SAMPLER is not set"),
        given.notices());
  }

  @Test
  void emptyVariablesAreUnset() {
    Given given =
        new Given(folder)
            .environment("OTEL_SERVICE_NAME", "")
            .environment("OTEL_TRACES_SAMPLER", "  ")
            .environment("OTEL_BSP_SCHEDULE_DELAY", "");
    assertEquals("unknown_service:java", given.load().get(CoreSettings.SERVICE_NAME));
    assertEquals(List.of(), given.notices());
  }

  @Test
  void onlyTrueDisables() {
    assertFalse(enabled("true"));
    assertFalse(enabled("TRUE"));
    assertTrue(enabled("false"));
    assertTrue(enabled("1"));
    assertEquals(
        List.of("OTEL_SDK_DISABLED: expected true or false, found '1'; taken as false"),
        new Given(folder).environment("OTEL_SDK_DISABLED", "1").notices());
  }

  @Test
  void aDisabledSdkSendsNothingButStillLogsToTheConsole() {
    Configuration configuration =
        new Given(folder).seed().environment("OTEL_SDK_DISABLED", "true").load();
    assertEquals(List.of(), configuration.traceExporters());
    assertEquals(List.of(), configuration.metricExporters());
    assertEquals(List.of("console"), configuration.logExporters());
  }

  @Test
  void resourceAttributesArePercentDecodedAndMergedOverTheFile() {
    Resource resource =
        new Given(folder)
            .file("telemetry: {resource: {attributes: {a: file, b: file}}}")
            .environment("OTEL_RESOURCE_ATTRIBUTES", " b = x%20y%2Cz , c=1+1=2,d=caf%C3%A9,")
            .load()
            .resource();
    assertEquals("file", attribute(resource, "a"));
    assertEquals("x y,z", attribute(resource, "b"));
    assertEquals("1+1=2", attribute(resource, "c"));
    assertEquals("caf\u00e9", attribute(resource, "d"));
    assertEquals("unknown_service:java", attribute(resource, "service.name"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a=1,b", "a=1,=2", "a=%zz", "a=%C3%28", "a=%2"})
  void oneBadAttributeSpoilsAll(String text) {
    Given given =
        new Given(folder)
            .file("telemetry: {resource: {attributes: {a: file}}}")
            .environment("OTEL_RESOURCE_ATTRIBUTES", text);
    assertEquals("file", attribute(given.load().resource(), "a"));
    assertEquals(
        List.of(
            "OTEL_RESOURCE_ATTRIBUTES: ignored: expected name=value,name=value with"
                + " percent-encoding"),
        given.notices());
  }

  @Test
  void theServiceNameComesFromTheStrongestSource() {
    Given given = new Given(folder).file("telemetry: {resource: {attributes: {service.name: f}}}");
    assertEquals("f (telemetry.yaml:1)", given.effective("telemetry.service_name"));
    given.file("telemetry: {service_name: g, resource: {attributes: {service.name: f}}}");
    assertEquals("g (telemetry.yaml:1)", given.effective("telemetry.service_name"));
    given.environment("OTEL_RESOURCE_ATTRIBUTES", "service.name=h");
    assertEquals(
        "h (environment variable OTEL_RESOURCE_ATTRIBUTES)",
        given.effective("telemetry.service_name"));
    given.environment("OTEL_SERVICE_NAME", "i");
    assertEquals(
        "i (environment variable OTEL_SERVICE_NAME)", given.effective("telemetry.service_name"));
    assertEquals("i", attribute(given.load().resource(), "service.name"));
  }

  @Test
  void batchesOfSpansAndLogRecords() {
    Configuration configuration =
        new Given(folder)
            .environment("OTEL_BSP_SCHEDULE_DELAY", "100")
            .environment("OTEL_BSP_MAX_QUEUE_SIZE", "4096")
            .environment("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "1024")
            .environment("OTEL_BSP_EXPORT_TIMEOUT", "1500")
            .environment("OTEL_BLRP_MAX_QUEUE_SIZE", "600")
            .environment("OTEL_METRIC_EXPORT_TIMEOUT", "750")
            .load();
    assertEquals(Duration.ofMillis(100), configuration.get(CoreSettings.TRACE_SCHEDULE_DELAY));
    assertEquals(4096, configuration.get(CoreSettings.TRACE_QUEUE_SIZE));
    assertEquals(1024, configuration.get(CoreSettings.TRACE_BATCH_SIZE));
    assertEquals(Duration.ofMillis(1500), configuration.get(CoreSettings.TRACE_EXPORT_TIMEOUT));
    assertEquals(600, configuration.get(CoreSettings.LOG_QUEUE_SIZE));
    assertEquals(600, configuration.get(CoreSettings.LOG_BATCH_SIZE), "lowered to the queue");
    assertEquals(Duration.ofMillis(750), configuration.get(CoreSettings.METRIC_EXPORT_TIMEOUT));
  }

  @Test
  void zeroMeansNoLimitForATimeOutAndNoWaitForADelay() {
    Given given =
        new Given(folder)
            .environment("OTEL_TRACES_EXPORTER", "otlp")
            .environment("OTEL_METRICS_EXPORTER", "otlp")
            .environment("OTEL_BSP_SCHEDULE_DELAY", "0")
            .environment("OTEL_BSP_EXPORT_TIMEOUT", "0")
            .environment("OTEL_BLRP_EXPORT_TIMEOUT", "0")
            .environment("OTEL_METRIC_EXPORT_TIMEOUT", "0")
            .environment("OTEL_METRIC_EXPORT_INTERVAL", "0");
    Configuration configuration = given.load();
    Duration noLimit = Duration.ofMillis(Integer.MAX_VALUE);
    assertEquals(Duration.ZERO, configuration.get(CoreSettings.TRACE_SCHEDULE_DELAY));
    assertEquals(noLimit, configuration.get(CoreSettings.TRACE_EXPORT_TIMEOUT));
    assertEquals(noLimit, configuration.get(CoreSettings.LOG_EXPORT_TIMEOUT));
    assertEquals(noLimit, configuration.get(CoreSettings.METRIC_EXPORT_TIMEOUT));
    assertEquals(
        "0s (environment variable OTEL_BSP_EXPORT_TIMEOUT)",
        given.effective("telemetry.tracing.export_timeout"));
    assertEquals(
        List.of(
            "OTEL_METRIC_EXPORT_INTERVAL: ignored: expected a duration from 10ms to 24h such as"
                + " 500ms, 30s or 5m (a bare number counts milliseconds), found '0'"),
        given.notices());
  }

  @Test
  void aBatchIsNeverLargerThanItsQueue() {
    Given given =
        new Given(folder)
            .environment("OTEL_TRACES_EXPORTER", "otlp")
            .environment("OTEL_BSP_MAX_QUEUE_SIZE", "100")
            .environment("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "200");
    assertEquals(100, given.load().get(CoreSettings.TRACE_BATCH_SIZE));
    assertEquals(
        List.of(
            "OTEL_BSP_MAX_EXPORT_BATCH_SIZE: telemetry.tracing.batch_size (200) is more than"
                + " telemetry.tracing.queue_size (100); lowered"),
        given.notices());
    assertEquals(
        "100 (telemetry.yaml:1)",
        new Given(folder)
            .file("telemetry: {logging: {queue_size: 100}}")
            .effective("telemetry.logging.batch_size"));
    assertEquals(
        List.of(
            "telemetry.yaml:1:52: telemetry.logging.batch_size (200) is more than"
                + " telemetry.logging.queue_size (100)"),
        new Given(folder)
            .file("telemetry: {logging: {queue_size: 100, batch_size: 200}}")
            .errors());
  }

  @Test
  void numbersThatCannotBeReadArePassedOverWithANotice() {
    Given given =
        new Given(folder)
            .environment("OTEL_BSP_SCHEDULE_DELAY", "-1")
            .environment("OTEL_BSP_MAX_QUEUE_SIZE", "many");
    assertEquals(
        List.of(
            "OTEL_BSP_MAX_QUEUE_SIZE: ignored: expected a whole number from 1 to 1048576, found"
                + " 'many'",
            "OTEL_BSP_SCHEDULE_DELAY: ignored: expected a duration from 0s to 24h such as 500ms,"
                + " 30s or 5m (a bare number counts milliseconds), found '-1'"),
        given.notices());
    assertEquals(65536, given.load().get(CoreSettings.TRACE_QUEUE_SIZE));
  }

  @Test
  void headersOfExporters() {
    Given given =
        new Given(folder)
            .environment("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Basic%20YWJj==,x=1");
    var headers = given.load().section(given.extension(TraceSink.class, "otlp")).get(Fakes.HEADERS);
    assertEquals("Basic YWJj==", headers.get("authorization").reveal());
    given.environment("OTEL_EXPORTER_OTLP_HEADERS", "s3cret");
    assertEquals(
        List.of(
            "OTEL_EXPORTER_OTLP_HEADERS: ignored: expected name=value,name=value with"
                + " percent-encoding"),
        given.notices());
  }

  private boolean enabled(String disabled) {
    return new Given(folder)
        .environment("OTEL_SDK_DISABLED", disabled)
        .load()
        .get(CoreSettings.ENABLED);
  }

  private static String attribute(Resource resource, String name) {
    return resource.getAttribute(AttributeKey.stringKey(name));
  }
}
