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
/// @param contentType the media type of the body in lower case without parameters, such as
///   `application/json`; empty if the server gives none
/// @param redirect the URL of the header `Location` without secret parts, empty if there is none
/// @param message the server's message about a failure, ready for a reason; empty if there is none
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Answer(
    int status,
    byte[] body,
    Reading reading,
    Duration retryAfter,
    String contentType,
    String redirect,
    String message) {
  private static final Pattern TOO_LARGE =
      Pattern.compile("too (large|big)|larger than", Pattern.CASE_INSENSITIVE);

  /// Creates a response without further headers.
  public Answer(int status, byte[] body, Reading reading, Duration retryAfter) {
    this(status, body, reading, retryAfter, "", "", "");
  }

  /// Returns this response with another message.
  public Answer withMessage(String text) {
    return new Answer(status, body, reading, retryAfter, contentType, redirect, text);
  }

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

  /// Returns the result for the records of the request by the rules of [AnswerRules] that suit
  /// [OTLP](https://opentelemetry.io/docs/specs/otlp/#otlphttp-response) and Zipkin. A broken
  /// response acknowledges nothing. A response above the size limit acknowledges nothing either,
  /// but the server has accepted the request: it is not sent again, whole or divided.
  public ExportResult toResult(RequestSize request) {
    return toResult(request, AnswerRules.COMMON);
  }

  /// Returns the result for the records of the request by the rules of a protocol.
  public ExportResult toResult(RequestSize request, AnswerRules rules) {
    return rules.result(this, request);
  }

  /// Returns whether the server refused the request for its size: with 413, or, as some servers do,
  /// with 400 and a text about the size.
  public boolean saysTooLarge() {
    return status == 413 || (status == 400 && TOO_LARGE.matcher(beginning()).find());
  }

  /// Returns whether the body is an HTML page, such as the sign-in page of a proxy.
  public boolean isPage() {
    return switch (contentType) {
      case "text/html", "application/xhtml+xml" -> body.length > 0;
      default -> beginning().stripLeading().startsWith("<");
    };
  }

  private String beginning() {
    return new String(body, 0, Math.min(body.length, 1_024), StandardCharsets.ISO_8859_1);
  }
}
