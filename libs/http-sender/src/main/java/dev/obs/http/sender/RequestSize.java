package dev.obs.http.sender;

import dev.obs.spi.ExportResult;

/// The size of a request.
///
/// @param records how many records it holds
/// @param bytes the length of its body before compression
public record RequestSize(int records, int bytes) {

  /// The result for a request that is too large. The kernel divides a batch; of a single record the
  /// reason gives the size, with two digits because drops are counted and logged by their reason.
  public ExportResult.Rejected tooLarge(String cause) {
    return new ExportResult.Rejected(
        records == 1 ? cause + ": the record has about " + rounded(bytes) + " bytes" : cause);
  }

  private static long rounded(int bytes) {
    long unit = 1;
    while (bytes / unit >= 100) {
      unit *= 10;
    }
    return Math.round((double) bytes / unit) * unit;
  }
}
