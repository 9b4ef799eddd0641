package dev.obs.kernel.delivery;

import dev.obs.model.Incident;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Estimates how many bytes of the heap a record keeps alive, resource and scope left out, which
/// all records share. Rather too much than too little.
public final class RecordSize implements BiConsumer<AttributeKey<?>, Object> {
  private static final int SPAN = 480;
  private static final int EVENT = 72;
  private static final int LINK = 160;
  private static final int LOG = 320;
  private static final int METRIC = 200;
  private static final int POINT = 120;
  private static final int EXEMPLAR = 200;
  private static final int INCIDENT = 500;
  private static final int ENTRY = 16;
  private static final int BOX = 24;
  private static final int STRING = 56;
  private static final int LONG_TEXT = 1024;
  private static final int SAMPLES = 16;
  private static final int DEPTH = 32;

  private long bytes;

  private RecordSize(long base) {
    bytes = base;
  }

  static long of(SpanData span) {
    RecordSize size = new RecordSize(SPAN + text(span.getName()));
    size.add(span.getAttributes());
    for (EventData event : span.getEvents()) {
      size.bytes += EVENT + text(event.getName());
      size.add(event.getAttributes());
    }
    span.getLinks()
        .forEach(link -> {
          size.bytes += LINK;
          size.add(link.getAttributes());
        });
    return size.bytes + text(span.getStatus().getDescription());
  }

  static long of(LogRecordData log) {
    if (log instanceof SizedRecord sized) {
      return LOG + sized.contentBytes();
    }
    RecordSize size = new RecordSize(LOG + text(log.getSeverityText()));
    size.add(log.getBodyValue(), 0);
    size.add(log.getAttributes());
    return size.bytes;
  }

  /// Estimates the bytes of attributes.
  public static long of(Attributes attributes) {
    RecordSize size = new RecordSize(0);
    size.add(attributes);
    return size.bytes;
  }

  /// Estimates the bytes of a value.
  public static long of(Value<?> value) {
    RecordSize size = new RecordSize(0);
    size.add(value, 0);
    return size.bytes;
  }

  static long of(MetricData metric) {
    RecordSize size =
        new RecordSize(METRIC + text(metric.getName()) + text(metric.getDescription()));
    for (PointData point : metric.getData().getPoints()) {
      size.point(point);
    }
    return size.bytes;
  }

  static long of(Incident incident) {
    RecordSize size = new RecordSize(INCIDENT + text(incident.summary()));
    incident.details().forEach((name, detail) -> size.bytes += ENTRY + text(name) + text(detail));
    return size.bytes;
  }

  /// The attributes of a point are the instrument's own.
  private void point(PointData point) {
    bytes += POINT + (long) EXEMPLAR * point.getExemplars().size();
    if (point instanceof HistogramPointData histogram) {
      bytes += (long) Long.BYTES * histogram.getCounts().size();
    } else if (point instanceof ExponentialHistogramPointData exponential) {
      bytes += (long) Long.BYTES * exponential.getPositiveBuckets().getBucketCounts().size();
      bytes += (long) Long.BYTES * exponential.getNegativeBuckets().getBucketCounts().size();
    }
  }

  private void add(Attributes attributes) {
    attributes.forEach(this);
  }

  @Override
  public void accept(AttributeKey<?> key, Object value) {
    bytes += ENTRY;
    add(value, 0);
  }

  private void add(@Nullable Object value, int depth) {
    switch (value) {
      case String text -> bytes += text(text);
      case Value<?> typed when depth < DEPTH -> {
        bytes += BOX;
        add(typed.getValue(), depth + 1);
      }
      case List<?> list when depth < DEPTH -> {
        bytes += BOX + (long) ENTRY * list.size();
        for (Object element : list) {
          add(element, depth + 1);
        }
      }
      case KeyValue entry -> {
        bytes += BOX + text(entry.getKey());
        add(entry.getValue(), depth + 1);
      }
      case ByteBuffer content -> bytes += STRING + content.capacity();
      case null -> {}
      default -> bytes += BOX;
    }
  }

  /// Estimates the bytes of a text. The JDK keeps it in one byte a character if it is Latin-1. Of a
  /// short text some characters are looked at, of a long one all, because half its size may be
  /// much.
  public static long text(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    int length = text.length();
    int step = length < LONG_TEXT ? 1 + length / SAMPLES : 1;
    return STRING + (isLatin(text, step) ? length : 2L * length);
  }

  private static boolean isLatin(String text, int step) {
    for (int i = 0; i < text.length(); i += step) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }
}
