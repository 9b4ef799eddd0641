package dev.obs.spi;

import java.time.Duration;

/// A page of all metrics, in the format that the client requests.
///
/// Thread-safe. Concurrent calls may get the same page.
@FunctionalInterface
public interface ScrapePage {

  /// The request header with the time-out of a scrape, sent by Prometheus.
  String TIMEOUT_HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

  /// Collects and renders the metrics.
  ///
  /// @param accept the request's `Accept` header, empty if none
  /// @throws IllegalStateException if the metrics cannot be collected; a failure is better than an
  ///   empty page, which looks like success
  Page render(String accept);

  /// Collects and renders the metrics within a time limit.
  ///
  /// @param accept the request's `Accept` header, empty if none
  /// @param timeout the limit, see [#timeout]; if a new page takes longer, the last one may be
  ///   returned
  /// @throws IllegalStateException if there is no page in time
  default Page render(String accept, Duration timeout) {
    return render(accept);
  }

  /// Returns the time limit of a scrape: a tenth less than its client's time-out, and less than a
  /// listener grants a handler.
  ///
  /// @param header the value of [#TIMEOUT_HEADER]; if it is invalid, the usual time-out of 10
  ///   seconds applies
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
