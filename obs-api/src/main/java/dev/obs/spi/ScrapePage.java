package dev.obs.spi;

/// All metrics as one page, in the format that the client asks for.
///
/// Thread-safe.
@FunctionalInterface
public interface ScrapePage {

  /// Collects and renders.
  ///
  /// @param accept the request's `Accept` header, empty if none
  Page render(String accept);

  /// A rendered page.
  ///
  /// @param contentType the value of the `Content-Type` header
  /// @param body the page, uncompressed; the caller must not change it
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Page(String contentType, byte[] body) {}
}
