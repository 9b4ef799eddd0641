package dev.obs.testkit;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Log records.
final class LogSignal implements Signal<LogRecordData> {

  @Override
  public String noun() {
    return "log record";
  }

  @Override
  public LogRecordData record(String id, Attributes attributes) {
    return builder(id, attributes).build();
  }

  static TestLogRecordData.Builder builder(String id, Attributes attributes) {
    return Logs.saying("conformance " + id)
        .setAttributes(attributes.toBuilder().put(ID, id).build())
        .setTotalAttributeCount(attributes.size() + 1);
  }

  @Override
  public List<Received> received(LogRecordData log) {
    return List.of(Received.of(log));
  }

  @Override
  public Map<String, LogRecordData> poisoned(LogRecordData record) {
    return Poison.of(LogRecordData.class, record);
  }

  @Override
  public Map<String, LogRecordData> odd() {
    Map<String, LogRecordData> odd = new LinkedHashMap<>();
    odd.put("with odd attributes", record("odd", AttributeSamples.ODD));
    odd.put("with a body of 1 MiB", plain().setBody("b".repeat(1 << 20)).build());
    odd.put("with half a surrogate pair as its body", plain().setBody("\uD83D").build());
    odd.put("with an empty body", plain().setBodyValue(Value.empty()).build());
    odd.put(
        "with a body nested 200 deep", plain().setBodyValue(AttributeSamples.deep(200)).build());
    odd.put(
        "written before 1970",
        plain()
            .setTimestamp(-1, TimeUnit.SECONDS)
            .setObservedTimestamp(0, TimeUnit.NANOSECONDS)
            .build());
    odd.put(
        "written at the end of time",
        plain().setTimestamp(Long.MAX_VALUE, TimeUnit.NANOSECONDS).build());
    odd.put("with a custom severity text", plain().setSeverityText("\u0000 ü").build());
    odd.put(
        "with an event's name of 70,000 characters",
        plain().setEventName("e".repeat(70_000)).build());
    odd.put("without a resource", plain().setResource(Resource.empty()).build());
    odd.put(
        "with nothing but its severity",
        TestLogRecordData.builder()
            .setSeverity(Severity.UNDEFINED_SEVERITY_NUMBER)
            .setSpanContext(SpanContext.getInvalid())
            .build());
    return odd;
  }

  private static TestLogRecordData.Builder plain() {
    return builder("odd", Attributes.empty());
  }
}
