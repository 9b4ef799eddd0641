package dev.obs.exporter.otlp;

import java.nio.charset.StandardCharsets;

/// A server's report of rejected items: field 1 of every `ExportServiceResponse`, in which field 1
/// is their number and field 2 the reason.
///
/// @param rejected the number of rejected items
/// @param message the reason on one line, or a warning if no item was rejected
record PartialSuccess(long rejected, String message) {
  private static final PartialSuccess FULL = new PartialSuccess(0, "");

  /// Parses a response. A response that is not protobuf counts as a full success: the status
  /// already acknowledges the request, and some receivers return other texts.
  static PartialSuccess of(byte[] response) {
    try {
      PartialSuccess partial = FULL;
      ProtoReader fields = new ProtoReader(response);
      while (fields.next()) {
        if (fields.field() == 1 && fields.isBytes()) {
          partial = message(fields.bytes());
        }
      }
      return partial;
    } catch (IllegalArgumentException otherText) {
      return FULL;
    }
  }

  private static PartialSuccess message(byte[] bytes) {
    long rejected = 0;
    String message = "";
    ProtoReader fields = new ProtoReader(bytes);
    while (fields.next()) {
      if (fields.field() == 1 && fields.isNumber()) {
        rejected = fields.number();
      } else if (fields.field() == 2 && fields.isBytes()) {
        message = new String(fields.bytes(), StandardCharsets.UTF_8);
      }
    }
    return new PartialSuccess(rejected, ServerMessage.onOneLine(message));
  }
}
