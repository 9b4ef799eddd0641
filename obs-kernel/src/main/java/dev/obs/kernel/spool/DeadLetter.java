package dev.obs.kernel.spool;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A record that its backend rejected for good, as one line of JSON:
///
/// ```json
/// {"sequence":17,"time":"2026-11-22T10:15:30Z","reason":"400 document_parsing_exception: ...",
///  "text":"order 4711 failed","otlp":"CpYBCj..."}
/// ```
///
/// @param sequence its number in the lane
/// @param time when it was rejected
/// @param reason the backend's status and words
/// @param text a text by which a person recognises it
/// @param otlp an OTLP export request that holds the record alone; in the line as Base64
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record DeadLetter(long sequence, Instant time, String reason, String text, byte[] otlp) {
  /// As many bytes of a line hold its sequence number.
  static final int HEAD = 40;

  /// As many bytes, with a line feed, hold its end.
  static final int TAIL = 4;

  private static final String START = "{\"sequence\":";
  private static final String OTLP = ",\"otlp\":\"";
  private static final String END = "\"}";

  /// Appends the line.
  void write(JsonWriter json) {
    json.beginObject();
    json.name("sequence").value(sequence);
    json.name("time").value(EpochNanos.text(time));
    json.name("reason").value(reason);
    json.name("text").value(text);
    json.name("otlp").value(Base64.getEncoder().encodeToString(otlp));
    json.endObject();
    json.newLine();
  }

  /// The sequence number in a line, or -1 if it is not one of these lines.
  ///
  /// @param head its first [#HEAD] bytes
  /// @param tail its last [#TAIL] bytes without the line feed
  static long sequence(String head, String tail) {
    int comma = head.indexOf(',');
    if (!head.startsWith(START) || comma < 0 || !tail.endsWith(END)) {
      return -1;
    }
    try {
      return Long.parseLong(head.substring(START.length(), comma));
    } catch (NumberFormatException strange) {
      return -1;
    }
  }

  /// The export request in a line, or empty if it is not one of these lines.
  static Optional<byte[]> otlp(String line) {
    int start = line.lastIndexOf(OTLP);
    if (sequence(line, line) < 0 || start < 0) {
      return Optional.empty();
    }
    String text = line.substring(start + OTLP.length(), line.length() - END.length());
    try {
      return Optional.of(Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException strange) {
      return Optional.empty();
    }
  }
}
