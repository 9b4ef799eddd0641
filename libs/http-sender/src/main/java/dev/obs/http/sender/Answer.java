package dev.obs.http.sender;

import dev.obs.spi.ExportResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// The response of a server.
///
/// @param status the HTTP status
/// @param body the decompressed body; empty unless it was read completely
/// @param reading the completeness of the body
/// @param retryAfter the delay that the server requests, zero if it requests none; at most five
///   minutes
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Answer(int status, byte[] body, Reading reading, Duration retryAfter) {
  private static final Pattern TOO_LARGE =
      Pattern.compile("too (large|big)|larger than", Pattern.CASE_INSENSITIVE);

  /// The completeness of a body.
  public enum Reading {
    /// Read to its end.
    WHOLE,
    /// Larger than the limit, as sent or after decompression.
    TOO_LARGE,
    /// Interrupted, or with a damaged or unknown compression.
    BROKEN
  }

  /// Returns whether the server accepted the request and its response could be read.
  public boolean isSuccess() {
    return status / 100 == 2 && reading == Reading.WHOLE;
  }

  /// Returns the result for the records of the request by the rules that
  /// [OTLP](https://opentelemetry.io/docs/specs/otlp/#otlphttp-response) specifies and Zipkin
  /// shares: 429, 502, 503 and 504 are retried, any other failure is final. A broken response
  /// acknowledges nothing. A response above the size limit acknowledges nothing either, but the
  /// server has accepted the request: it is not sent again, whole or divided.
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

  /// Returns whether the server refused the request for its size: with 413, or, as some servers do,
  /// with 400 and a text about the size.
  public boolean saysTooLarge() {
    return status == 413 || (status == 400 && TOO_LARGE.matcher(beginning()).find());
  }

  private String beginning() {
    return new String(body, 0, Math.min(body.length, 1_024), StandardCharsets.ISO_8859_1);
  }
}
