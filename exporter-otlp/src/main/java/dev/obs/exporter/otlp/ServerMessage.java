package dev.obs.exporter.otlp;

import java.nio.charset.StandardCharsets;

/// The message of a server, prepared for a log.
final class ServerMessage {
  private static final int LONGEST = 200;

  private ServerMessage() {}

  /// Returns the message of a `google.rpc.Status`, which explains a failure in its field 2; empty
  /// if the response is something else, such as the error page of a proxy.
  static String ofFailure(byte[] answer) {
    try {
      String message = "";
      ProtoReader fields = new ProtoReader(answer);
      while (fields.next()) {
        if (fields.field() == 2 && fields.isBytes()) {
          message = new String(fields.bytes(), StandardCharsets.UTF_8);
        }
      }
      return onOneLine(message);
    } catch (IllegalArgumentException somethingElse) {
      return "";
    }
  }

  /// Returns the message on one line, cut to a length that suits a log.
  static String onOneLine(String words) {
    String line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
