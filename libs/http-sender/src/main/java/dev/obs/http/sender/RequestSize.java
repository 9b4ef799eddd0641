package dev.obs.http.sender;

import dev.obs.spi.ExportResult;

/// The size of a request.
///
/// @param records the number of its records
/// @param bytes the length of its body before compression
public record RequestSize(int records, int bytes) {

  /// Returns the result for a request that is too large. The kernel divides a batch; for a single
  /// record the reason contains the size, with two digits because drops are counted and logged by
  /// their reason.
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
