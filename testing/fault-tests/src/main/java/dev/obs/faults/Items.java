package dev.obs.faults;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;

/// The items of a request, each by the sequence number in its text, as in `seq=123`.
final class Items {
  /// An item without a sequence number.
  static final long UNNUMBERED = -1;

  private static final byte[] MARK = "seq=".getBytes(StandardCharsets.US_ASCII);

  private Items() {}

  /// Reads a body.
  ///
  /// @throws InvalidProtocolBufferException if it is not OTLP
  static long[] of(Protocol protocol, byte[] body) throws InvalidProtocolBufferException {
    return switch (protocol) {
      case OTLP_LOGS -> logs(body);
      case OTLP_TRACES -> spans(body);
      case OTLP_METRICS -> metrics(body);
      case BULK -> documents(body);
      case ZIPKIN -> marks(body);
      case OTHER -> new long[0];
    };
  }

  /// Returns the number after the first mark of a text.
  static long sequence(byte[] text, int from, int to) {
    int at = find(text, from, to);
    return at < 0 ? UNNUMBERED : number(text, at, to);
  }

  private static long[] logs(byte[] body) throws InvalidProtocolBufferException {
    return ExportLogsServiceRequest.parseFrom(body).getResourceLogsList().stream()
        .flatMap(resource -> resource.getScopeLogsList().stream())
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .mapToLong(record -> sequence(record.getBody().getStringValue()))
        .toArray();
  }

  private static long[] spans(byte[] body) throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .mapToLong(span -> sequence(span.getName()))
        .toArray();
  }

  private static long[] metrics(byte[] body) throws InvalidProtocolBufferException {
    long count =
        ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().stream()
            .flatMap(resource -> resource.getScopeMetricsList().stream())
            .mapToLong(scope -> scope.getMetricsCount())
            .sum();
    return LongStream.range(0, count).map(_ -> UNNUMBERED).toArray();
  }

  /// Reads every other line, which is a document.
  private static long[] documents(byte[] body) {
    LongStream.Builder items = LongStream.builder();
    boolean document = false;
    int start = 0;
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '\n') {
        if (document) {
          items.add(sequence(body, start, i));
        }
        document = !document;
        start = i + 1;
      }
    }
    return items.build().toArray();
  }

  /// Reads spans with one mark each. Spans without a mark are ignored.
  private static long[] marks(byte[] body) {
    LongStream.Builder items = LongStream.builder();
    for (int at = find(body, 0, body.length); at >= 0; at = find(body, at, body.length)) {
      items.add(number(body, at, body.length));
    }
    return items.build().toArray();
  }

  private static long sequence(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return sequence(bytes, 0, bytes.length);
  }

  /// Returns the start of the digits after the next mark, or -1.
  private static int find(byte[] text, int from, int to) {
    for (int i = from; i <= to - MARK.length; i++) {
      if (text[i] == 's' && text[i + 1] == 'e' && text[i + 2] == 'q' && text[i + 3] == '=') {
        return i + MARK.length;
      }
    }
    return -1;
  }

  private static long number(byte[] text, int from, int to) {
    long number = 0;
    int i = from;
    while (i < to && text[i] >= '0' && text[i] <= '9') {
      number = 10 * number + text[i++] - '0';
    }
    return i == from ? UNNUMBERED : number;
  }
}
