import org.jspecify.annotations.NullMarked;

/// Encoders without reflection or intermediate objects: JSON text and OTLP protobuf, and a decoder
/// of the latter.
@NullMarked
module dev.obs.codec {
  requires static org.jspecify;
  requires transitive dev.obs.api;

  exports dev.obs.codec;
}
