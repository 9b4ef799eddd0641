package dev.obs.kernel.delivery;

import dev.obs.codec.MalformedOtlpException;
import dev.obs.codec.OtlpDecoder;
import dev.obs.codec.OtlpEncoder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The format of a signal's records on disk: OTLP export requests. Not thread-safe: each thread
/// needs one of its own.
///
/// @param <T> the signal's data
public final class RecordFormat<T> {
  private final Function<List<T>, byte[]> encoder;
  private final Decoder<T> decoder;
  private final Function<T, String> text;

  private RecordFormat(
      Function<List<T>, byte[]> encoder, Decoder<T> decoder, Function<T, String> text) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.text = text;
  }

  /// Spans, recognised by their names.
  public static RecordFormat<SpanData> traces() {
    return new RecordFormat<>(
        OtlpEncoder.inOrder()::traces, new OtlpDecoder()::traces, SpanData::getName);
  }

  /// Metrics, recognised by their names.
  public static RecordFormat<MetricData> metrics() {
    return new RecordFormat<>(
        OtlpEncoder.inOrder()::metrics, new OtlpDecoder()::metrics, MetricData::getName);
  }

  /// Log records, recognised by their bodies.
  public static RecordFormat<LogRecordData> logs() {
    return new RecordFormat<>(
        OtlpEncoder.inOrder()::logs, new OtlpDecoder()::logs, RecordFormat::body);
  }

  private static String body(LogRecordData log) {
    @Nullable Value<?> body = log.getBodyValue();
    return body == null ? "" : body.asString();
  }

  /// Records as one request, in their order.
  byte[] encode(List<T> records) {
    return encoder.apply(records);
  }

  /// The records of a request.
  List<T> decode(byte[] request) throws MalformedOtlpException {
    return decoder.decode(request);
  }

  /// The text by which a person recognises a record.
  String text(T item) {
    return text.apply(item);
  }

  @FunctionalInterface
  private interface Decoder<T> {
    List<T> decode(byte[] request) throws MalformedOtlpException;
  }
}
