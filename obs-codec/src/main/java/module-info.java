import org.jspecify.annotations.NullMarked;

/// Encoders without reflection or intermediate objects: JSON text, OTLP as protobuf and as JSON,
/// and a decoder of OTLP protobuf.
@NullMarked
module dev.obs.codec {
  requires static org.jspecify;
  requires transitive dev.obs.api;

  exports dev.obs.codec;
}
