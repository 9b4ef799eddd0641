import org.jspecify.annotations.NullMarked;

/// A writer of JSON text, and an encoder and a decoder of OTLP protobuf, without reflection or
/// intermediate objects.
@NullMarked
module dev.obs.codec {
  requires static transitive org.jspecify;
  requires transitive io.opentelemetry.api;
  requires transitive io.opentelemetry.common;
  requires transitive io.opentelemetry.sdk.common;
  requires transitive io.opentelemetry.sdk.logs;
  requires transitive io.opentelemetry.sdk.metrics;
  requires transitive io.opentelemetry.sdk.trace;

  exports dev.obs.codec;
}
