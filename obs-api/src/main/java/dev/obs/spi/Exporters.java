package dev.obs.spi;

import dev.obs.model.SafeText;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// Wrappers for exporters of OpenTelemetry's SDK.
///
/// They report only success or failure, some with the cause. A failure whose cause is an
/// [IOException] becomes [ExportResult.Retry]: the backend was not reachable, and unsent records
/// must not be lost. Any other failure becomes [ExportResult.Rejected]: such exporters already
/// retry temporary refusals themselves, and a second retry around theirs would multiply the load on
/// a failing backend.
public final class Exporters {
  /// The maximum length of a chain of causes, which may be circular.
  private static final int CAUSES = 16;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private Exporters() {}

  /// Wraps a span exporter.
  public static Exporter<SpanData> of(SpanExporter exporter) {
    return new Wrapped<>(exporter::export, exporter::shutdown);
  }

  /// Wraps a metric exporter.
  public static MetricOutlet.Push of(MetricExporter exporter) {
    return new MetricOutlet.Push(
        new Wrapped<MetricData>(exporter::export, exporter::shutdown), exporter);
  }

  /// Wraps a log record exporter.
  public static Exporter<LogRecordData> of(LogRecordExporter exporter) {
    return new Wrapped<>(exporter::export, exporter::shutdown);
  }

  private record Wrapped<T>(
      Function<List<T>, CompletableResultCode> call, Supplier<CompletableResultCode> shutdown)
      implements Exporter<T> {

    @Override
    public ExportResult export(List<T> batch) throws InterruptedException {
      CompletableResultCode code = call.apply(batch);
      CountDownLatch done = new CountDownLatch(1);
      code.whenComplete(done::countDown);
      done.await(); // interrupted by the kernel when the export time-out is over
      if (code.isSuccess()) {
        return ExportResult.delivered();
      }
      Throwable cause = code.getFailureThrowable();
      if (cause == null) {
        return new ExportResult.Rejected("exporter failed");
      }
      return unreachable(cause)
          .<ExportResult>map(failure -> new ExportResult.Retry(SafeText.of(failure)))
          .orElseGet(() -> new ExportResult.Rejected(SafeText.of(cause)));
    }

    private static Optional<IOException> unreachable(Throwable failure) {
      Throwable cause = failure;
      for (int depth = 0; cause != null && depth < CAUSES; depth++) {
        if (cause instanceof IOException unreachable) {
          return Optional.of(unreachable);
        }
        cause = SafeText.cause(cause);
      }
      return Optional.empty();
    }

    @Override
    public void close() {
      shutdown.get().join(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
