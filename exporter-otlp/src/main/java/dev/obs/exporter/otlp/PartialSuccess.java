package dev.obs.exporter.otlp;

import dev.obs.http.sender.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A server's report of rejected items: field 1 of every `ExportServiceResponse`, in which field 1
/// is their number and field 2 the reason.
///
/// @param rejected the number of rejected items
/// @param message the reason as the server wrote it, or a warning if no item was rejected
record PartialSuccess(long rejected, String message) {
  private static final PartialSuccess FULL = new PartialSuccess(0, "");

  /// Reads an answer. Only an empty body and an `ExportServiceResponse` acknowledge the request;
  /// the page of a proxy or the answer of another server does not. The body may be JSON, although
  /// OTLP asks for the type of the request.
  ///
  /// @return empty if the answer is not an acknowledgement
  static Optional<PartialSuccess> of(Answer answer) {
    if (answer.body().length == 0) {
      return Optional.of(FULL);
    }
    return switch (answer.contentType()) {
      case "", "application/x-protobuf", "application/protobuf", "application/octet-stream" ->
          protobuf(answer.body()).or(() -> PartialSuccessJson.read(answer.body()));
      default -> PartialSuccessJson.read(answer.body());
    };
  }

  private static Optional<PartialSuccess> protobuf(byte[] response) {
    try {
      PartialSuccess partial = FULL;
      ProtoReader fields = new ProtoReader(response);
      while (fields.next()) {
        if (fields.field() == 1) {
          if (!fields.isBytes()) {
            return Optional.empty();
          }
          partial = message(fields.bytes());
        }
      }
      return Optional.of(partial);
    } catch (IllegalArgumentException otherText) {
      return Optional.empty();
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
    return new PartialSuccess(rejected, message);
  }
}
