package dev.obs.codec;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// The request bodies that OpenTelemetry's own exporters send for the same data.
final class OpenTelemetryRequests {
  private static final ComponentLoader SENDERS =
      new ComponentLoader() {
        @Override
        public <T> Iterable<T> load(Class<T> type) {
          return type == HttpSenderProvider.class
              ? List.of(type.cast((HttpSenderProvider) Capture::new))
              : List.of();
        }
      };

  private static final ThreadLocal<byte[]> LAST = new ThreadLocal<>();

  private OpenTelemetryRequests() {}

  static byte[] traces(Collection<SpanData> spans) {
    try (var exporter = OtlpHttpSpanExporter.builder().setComponentLoader(SENDERS).build()) {
      return sent(exporter.export(spans));
    }
  }

  static byte[] metrics(Collection<MetricData> metrics) {
    try (var exporter = OtlpHttpMetricExporter.builder().setComponentLoader(SENDERS).build()) {
      return sent(exporter.export(metrics));
    }
  }

  static byte[] logs(Collection<LogRecordData> logs) {
    try (var exporter = OtlpHttpLogRecordExporter.builder().setComponentLoader(SENDERS).build()) {
      return sent(exporter.export(logs));
    }
  }

  private static byte[] sent(CompletableResultCode result) {
    if (!result.isSuccess()) {
      throw new AssertionError("OpenTelemetry did not export", result.getFailureThrowable());
    }
    return LAST.get();
  }

  private record Capture(HttpSenderConfig config) implements HttpSender {
    @Override
    public void send(
        MessageWriter writer, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
      var body = new ByteArrayOutputStream();
      try {
        writer.writeMessage(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      LAST.set(body.toByteArray());
      onResponse.accept(new Accepted());
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private record Accepted() implements HttpResponse {
    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    public String getStatusMessage() {
      return "OK";
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }
}
