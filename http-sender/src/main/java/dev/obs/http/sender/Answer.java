package dev.obs.http.sender;

import dev.obs.spi.ExportResult;
import java.time.Duration;

/// What a server answered.
///
/// @param status the HTTP status
/// @param body the decompressed body; empty unless it could be read whole
/// @param reading whether the body could be read
/// @param retryAfter how long the server asks to wait, zero if it does not say; at most five
///   minutes
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Answer(int status, byte[] body, Reading reading, Duration retryAfter) {

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

  /// What it means for a batch by the rules that
  /// [OTLP](https://opentelemetry.io/docs/specs/otlp/#otlphttp-response) states and Zipkin shares:
  /// 429, 502, 503 and 504 ask to try again, any other failure is final, and so is an answer of
  /// absurd size, or the same request would be sent for ever. A broken answer acknowledges nothing.
  public ExportResult toResult() {
    if (reading == Reading.TOO_LARGE) {
      return new ExportResult.Rejected("http " + status + " with an answer that is too large");
    }
    if (isSuccess()) {
      return ExportResult.delivered();
    }
    if (status / 100 == 2) {
      return new ExportResult.Retry("http " + status + " with a broken answer", retryAfter);
    }
    return switch (status) {
      case 429, 502, 503, 504 -> new ExportResult.Retry("http " + status, retryAfter);
      default -> new ExportResult.Rejected("http " + status);
    };
  }
}
