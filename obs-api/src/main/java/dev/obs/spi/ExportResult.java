package dev.obs.spi;

import java.time.Duration;
import java.util.List;

/// What became of a batch.
public sealed interface ExportResult {

  /// All of it was acknowledged.
  record Delivered() implements ExportResult {}

  /// None of it was taken; it may be taken later.
  ///
  /// @param reason a short cause such as `http 503` or `connection refused`; one log line per cause
  ///   and minute
  /// @param after how long the server asks to wait, zero if it does not say
  record Retry(String reason, Duration after) implements ExportResult {
    /// Without a wish of the server.
    public Retry(String reason) {
      this(reason, Duration.ZERO);
    }
  }

  /// None of it was taken, and it never will be as it is. The batch is divided until the bad record
  /// is alone, which is counted as dropped.
  ///
  /// @param reason a short cause such as `http 400`
  record Rejected(String reason) implements ExportResult {}

  /// It was taken but for some items, of which the server gives the number only.
  ///
  /// @param count how many were not taken, 0 to the size of the batch
  /// @param reason the server's word
  record PartlyRejected(int count, String reason) implements ExportResult {}

  /// It was taken but for the items named, each with its own verdict.
  ///
  /// @param items those not delivered, each index at most once
  /// @param after how long the server asks to wait before the retried ones are sent again
  record PerItem(List<Item> items, Duration after) implements ExportResult {
    /// Copies the list.
    public PerItem {
      items = List.copyOf(items);
    }
  }

  /// An item that was not delivered.
  ///
  /// @param index its place in the batch
  /// @param verdict whether to send it again
  /// @param reason a short cause such as `429 es_rejected_execution_exception`
  record Item(int index, Verdict verdict, String reason) {}

  /// What to do with an item that was not delivered.
  enum Verdict {
    /// Send it again.
    RETRY,
    /// Never send it again; count it as dropped.
    REJECT
  }

  /// All of the batch was acknowledged.
  static ExportResult delivered() {
    return DeliveredHolder.INSTANCE;
  }
}

/// Keeps the one instance of [ExportResult.Delivered] out of the public interface.
final class DeliveredHolder {
  static final ExportResult INSTANCE = new ExportResult.Delivered();

  private DeliveredHolder() {}
}
