package dev.obs.bench.encode;

import dev.obs.bench.report.Side;
import dev.obs.codec.OtlpEncoder;
import io.opentelemetry.exporter.internal.otlp.logs.LogsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.logs.LowAllocationLogsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.LowAllocationTraceRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;

/// The encoders by side. Those of the SDK write into a buffer that is reused, that of Obs returns
/// its result.
public final class Encoders {
  private Encoders() {}

  /// Opens an encoder of spans as an OTLP request.
  public static Encoder spans(Side side) {
    Rotation<SpanData> spans =
        new Rotation<>((side == Side.OBS ? Records.ofObs() : Records.ofSdk()).spans());
    ReusedBuffer out = new ReusedBuffer();
    return switch (side) {
      case OBS -> {
        OtlpEncoder encoder = new OtlpEncoder();
        yield () -> encoder.traces(spans.next()).length;
      }
      case SDK ->
          () -> {
            out.reset();
            TraceRequestMarshaler.create(spans.next()).writeBinaryTo(out);
            return out.size();
          };
      case SDK_REUSED -> {
        LowAllocationTraceRequestMarshaler marshaler = new LowAllocationTraceRequestMarshaler();
        yield () -> {
          out.reset();
          marshaler.initialize(spans.next());
          marshaler.writeBinaryTo(out);
          marshaler.reset();
          return out.size();
        };
      }
      case FLOOR -> new SpanTemplate();
      default -> throw new IllegalArgumentException(side + " encodes no spans");
    };
  }

  /// Opens an encoder of log records as an OTLP request.
  public static Encoder logs(Side side) {
    Rotation<LogRecordData> logs =
        new Rotation<>((side == Side.OBS ? Records.ofObs() : Records.ofSdk()).logs());
    ReusedBuffer out = new ReusedBuffer();
    return switch (side) {
      case OBS -> {
        OtlpEncoder encoder = new OtlpEncoder();
        yield () -> encoder.logs(logs.next()).length;
      }
      case SDK ->
          () -> {
            out.reset();
            LogsRequestMarshaler.create(logs.next()).writeBinaryTo(out);
            return out.size();
          };
      case SDK_REUSED -> {
        LowAllocationLogsRequestMarshaler marshaler = new LowAllocationLogsRequestMarshaler();
        yield () -> {
          out.reset();
          marshaler.initialize(logs.next());
          marshaler.writeBinaryTo(out);
          marshaler.reset();
          return out.size();
        };
      }
      default -> throw new IllegalArgumentException(side + " encodes no log records");
    };
  }

  /// Opens an encoder of log records as a body for `_bulk` in ECS, which also posts it.
  public static Encoder ecs(Side side) throws IOException {
    Rotation<LogRecordData> logs = new Rotation<>(Records.ofObs().logs());
    return switch (side) {
      case OBS -> BulkPost.ofObs(logs);
      case JACKSON -> BulkPost.ofJackson(logs);
      case FLOOR -> BulkPost.ofReadyBody(logs);
      default -> throw new IllegalArgumentException(side + " encodes no bulk lines");
    };
  }
}
