package dev.obs.spi;

import java.time.Duration;

/// All metrics as one page, in the format that the client asks for.
///
/// Thread-safe. Calls that overlap may get the same page.
@FunctionalInterface
public interface ScrapePage {

  /// The request header with the time-out of a scrape. Prometheus sends it.
  String TIMEOUT_HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

  /// Collects and renders.
  ///
  /// @param accept the request's `Accept` header, empty if none
  /// @throws IllegalStateException if the metrics cannot be collected; no page is better than an
  ///   empty one, which looks like success
  Page render(String accept);

  /// Collects and renders within a time.
  ///
  /// @param accept the request's `Accept` header, empty if none
  /// @param timeout see [#timeout]; a page that cannot be had in time may be the last one
  /// @throws IllegalStateException if there is no page in time
  default Page render(String accept, Duration timeout) {
    return render(accept);
  }

  /// The time in which a scrape should be answered: a tenth less than its client waits, and less
  /// than a listener gives a handler.
  ///
  /// @param header the value of [#TIMEOUT_HEADER]; if it cannot be read, the client waits the usual
  ///   10 seconds
  static Duration timeout(String header) {
    double seconds;
    try {
      seconds = Double.parseDouble(header);
    } catch (NumberFormatException absent) {
      seconds = 10;
    }
    return Duration.ofMillis((long) Math.clamp((seconds > 0 ? seconds : 10) * 900, 50, 25_000));
  }

  /// A rendered page.
  ///
  /// @param contentType the value of the `Content-Type` header
  /// @param body the page, uncompressed; the caller must not change it
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Page(String contentType, byte[] body) {}
}
