package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpEncoderTest {
  private final OtlpEncoder encoder = new OtlpEncoder();

  @Test
  void writesEachResourceAndScopeOnceInTheOrderOfFirstAppearance() throws Exception {
    byte[] request =
        encoder.logs(
            List.of(
                log("shop", "http", "1"),
                log("shop", "jdbc", "2"),
                log("mail", "http", "3"),
                log("shop", "http", "4"),
                log("mail", "http", "5")));
    ExportLogsServiceRequest expected =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                resourceLogs("shop")
                    .addScopeLogs(scopeLogs("http", "1", "4"))
                    .addScopeLogs(scopeLogs("jdbc", "2")))
            .addResourceLogs(resourceLogs("mail").addScopeLogs(scopeLogs("http", "3", "5")))
            .build();
    assertEquals(expected, ExportLogsServiceRequest.parseFrom(request));
  }

  @Test
  void groupsOnlyNeighboursWhereTheOrderIsToBeKept() throws Exception {
    byte[] request =
        OtlpEncoder.inOrder()
            .logs(
                List.of(
                    log("shop", "http", "1"),
                    log("shop", "http", "2"),
                    log("shop", "jdbc", "3"),
                    log("shop", "http", "4"),
                    log("mail", "http", "5"),
                    log("mail", "http", "6"),
                    log("shop", "http", "7")));
    ExportLogsServiceRequest expected =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                resourceLogs("shop")
                    .addScopeLogs(scopeLogs("http", "1", "2"))
                    .addScopeLogs(scopeLogs("jdbc", "3"))
                    .addScopeLogs(scopeLogs("http", "4")))
            .addResourceLogs(resourceLogs("mail").addScopeLogs(scopeLogs("http", "5", "6")))
            .addResourceLogs(resourceLogs("shop").addScopeLogs(scopeLogs("http", "7")))
            .build();
    assertEquals(expected, ExportLogsServiceRequest.parseFrom(request));
  }

  @Test
  void keepsScopesApartThatDifferInVersionOrAttributesOnly() throws Exception {
    List<LogRecordData> logs = new ArrayList<>();
    for (InstrumentationScopeInfo scope :
        List.of(
            InstrumentationScopeInfo.create("http"),
            InstrumentationScopeInfo.builder("http").setVersion("2").build(),
            InstrumentationScopeInfo.builder("http")
                .setAttributes(Attributes.builder().put("a", "b").build())
                .build())) {
      logs.add(TestLogRecordData.builder().setInstrumentationScopeInfo(scope).build());
    }
    var request = ExportLogsServiceRequest.parseFrom(encoder.logs(logs));
    assertEquals(1, request.getResourceLogsCount());
    assertEquals(3, request.getResourceLogs(0).getScopeLogsCount());
  }

  @Test
  void encodesNothingAsAnEmptyRequest() {
    assertEquals(0, encoder.traces(List.of()).length);
    assertEquals(0, encoder.metrics(List.of()).length);
    assertEquals(0, encoder.logs(List.of()).length);
  }

  @Test
  void remembersNothingOfTheRequestBefore() {
    RandomTelemetry telemetry = new RandomTelemetry(3);
    List<LogRecordData> logs = telemetry.some(20, telemetry::log);
    byte[] alone = new OtlpEncoder().logs(logs);
    encoder.traces(telemetry.some(50, telemetry::span));
    assertArrayEquals(alone, encoder.logs(logs));
    assertArrayEquals(alone, encoder.logs(logs));
  }

  @Test
  void worksOnAfterARecordThatCannotBeRead() {
    List<LogRecordData> logs = List.of(log("shop", "http", "1"));
    byte[] before = encoder.logs(logs);
    List<LogRecordData> broken = new ArrayList<>(logs);
    broken.add(null);
    assertThrows(NullPointerException.class, () -> encoder.logs(broken));
    assertArrayEquals(before, encoder.logs(logs));
  }

  private static LogRecordData log(String service, String scope, String body) {
    // a separate resource and scope for each record, so that they are distinguished by value
    return TestLogRecordData.builder()
        .setResource(
            io.opentelemetry.sdk.resources.Resource.create(
                Attributes.builder().put("service.name", service).build(),
                "https://schema.example/" + service))
        .setInstrumentationScopeInfo(
            InstrumentationScopeInfo.builder(scope)
                .setVersion("1.2")
                .setSchemaUrl("https://schema.example/" + scope)
                .setAttributes(Attributes.builder().put("short", scope.substring(0, 1)).build())
                .build())
        .setBody(body)
        .build();
  }

  private static ResourceLogs.Builder resourceLogs(String service) {
    return ResourceLogs.newBuilder()
        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", service)))
        .setSchemaUrl("https://schema.example/" + service);
  }

  private static ScopeLogs scopeLogs(String scope, String... bodies) {
    ScopeLogs.Builder logs =
        ScopeLogs.newBuilder()
            .setScope(
                InstrumentationScope.newBuilder()
                    .setName(scope)
                    .setVersion("1.2")
                    .addAttributes(attribute("short", scope.substring(0, 1))))
            .setSchemaUrl("https://schema.example/" + scope);
    for (String body : bodies) {
      logs.addLogRecords(
          LogRecord.newBuilder().setBody(AnyValue.newBuilder().setStringValue(body)));
    }
    return logs.build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
