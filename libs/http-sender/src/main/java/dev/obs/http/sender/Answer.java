package dev.obs.http.sender;

import dev.obs.spi.ExportResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// What a server answered.
///
/// @param status the HTTP status
/// @param body the decompressed body; empty unless it could be read whole
/// @param reading whether the body could be read
/// @param retryAfter how long the server asks to wait, zero if it does not say; at most five
///   minutes
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Answer(int status, byte[] body, Reading reading, Duration retryAfter) {
  private static final Pattern TOO_LARGE =
      Pattern.compile("too (large|big)|larger than", Pattern.CASE_INSENSITIVE);

  /// How far a body could be read.
  public enum Reading {
    /// To its end.
    WHOLE,
    /// It is larger than the limit, as sent or after decompression.
    TOO_LARGE,
    /// It broke off, or its compression is damaged or unknown.
    BROKEN
  }

  /// Whether the server took the request and its answer could be read.
  public boolean isSuccess() {
    return status / 100 == 2 && reading == Reading.WHOLE;
  }

  /// The result for the records of the request by the rules that
  /// [OTLP](https://opentelemetry.io/docs/specs/otlp/#otlphttp-response) states and Zipkin shares:
  /// 429, 502, 503 and 504 ask to try again, any other failure is final. A broken answer
  /// acknowledges nothing. An answer of absurd size acknowledges nothing either, but the server has
  /// taken the request: it is not sent again, whole or divided.
  public ExportResult toResult(RequestSize request) {
    String cause = "http " + status;
    if (status / 100 == 2) {
      return switch (reading) {
        case WHOLE -> ExportResult.delivered();
        case BROKEN -> new ExportResult.Retry(cause + " with a broken answer", retryAfter);
        case TOO_LARGE ->
            new ExportResult.PartlyRejected(
                request.records(), cause + " with an answer that is too large");
      };
    }
    return switch (status) {
      case 429, 502, 503, 504 -> new ExportResult.Retry(cause, retryAfter);
      default -> saysTooLarge() ? request.tooLarge(cause) : new ExportResult.Rejected(cause);
    };
  }

  /// Whether the server refused the request for its size: by 413, or as some servers do by 400 and
  /// a text that says so.
  public boolean saysTooLarge() {
    return status == 413 || (status == 400 && TOO_LARGE.matcher(beginning()).find());
  }

  private String beginning() {
    return new String(body, 0, Math.min(body.length, 1_024), StandardCharsets.ISO_8859_1);
  }
}
