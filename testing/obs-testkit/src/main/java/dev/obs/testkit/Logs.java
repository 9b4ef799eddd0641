package dev.obs.testkit;

import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A factory of log records without an SDK. At [#TIME], of severity `INFO` and the service
/// `conformance`:
///
/// ```java
/// LogRecordData log = Logs.saying("out of stock").setSeverity(Severity.WARN).build();
/// ```
public final class Logs {
  /// The time of the records, in nanoseconds since 1970: 2026-01-02T03:04:05.123456789Z.
  public static final long TIME = Spans.START;

  private Logs() {}

  /// Returns a builder with all required fields.
  public static TestLogRecordData.Builder saying(String body) {
    return TestLogRecordData.builder()
        .setBody(body)
        .setTimestamp(TIME, TimeUnit.NANOSECONDS)
        .setObservedTimestamp(TIME + 1_000_000, TimeUnit.NANOSECONDS)
        .setSeverity(Severity.INFO)
        .setSeverityText("INFO")
        .setSpanContext(Spans.context(body))
        .setResource(TestContext.RESOURCE)
        .setInstrumentationScopeInfo(InstrumentationScopeInfo.create("dev.obs.testkit"));
  }

  /// Returns the given number of records, with the bodies `line 0` and so on.
  public static List<LogRecordData> many(int count) {
    List<LogRecordData> logs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      logs.add(saying("line " + i).build());
    }
    return logs;
  }
}
