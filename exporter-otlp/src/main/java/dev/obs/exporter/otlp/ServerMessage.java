package dev.obs.exporter.otlp;

import java.nio.charset.StandardCharsets;

/// The message of a `google.rpc.Status`, by which OTLP explains a failure.
final class ServerMessage {
  private ServerMessage() {}

  /// Returns the message, field 2; empty if the response is something else, such as the error page
  /// of a proxy.
  static String ofFailure(byte[] answer) {
    try {
      String message = "";
      ProtoReader fields = new ProtoReader(answer);
      while (fields.next()) {
        if (fields.field() == 2 && fields.isBytes()) {
          message = new String(fields.bytes(), StandardCharsets.UTF_8);
        }
      }
      return message;
    } catch (IllegalArgumentException somethingElse) {
      return "";
    }
  }
}
