package dev.obs.exporter.otlp;

import java.nio.charset.StandardCharsets;

/// What a server says in its own words, made fit for a log.
final class ServerWords {
  private static final int LONGEST = 200;

  private ServerWords() {}

  /// The message of a `google.rpc.Status`, which explains a failure in its field 2; empty if the
  /// answer is something else, such as the error page of a proxy.
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

  /// The words on one line, cut to a length that suits a log.
  static String onOneLine(String words) {
    String line = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
