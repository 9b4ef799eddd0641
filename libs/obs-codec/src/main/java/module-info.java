import org.jspecify.annotations.NullMarked;

/// Encoders without reflection or intermediate objects: JSON text, OTLP as protobuf and as JSON,
/// and a decoder of OTLP protobuf.
@NullMarked
module dev.obs.codec {
  requires static org.jspecify;
  requires transitive io.opentelemetry.api;
  requires transitive io.opentelemetry.common;
  requires transitive io.opentelemetry.sdk.common;
  requires transitive io.opentelemetry.sdk.logs;
  requires transitive io.opentelemetry.sdk.metrics;
  requires transitive io.opentelemetry.sdk.trace;

  exports dev.obs.codec;
}
