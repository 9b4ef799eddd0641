package dev.obs.spi;

import java.time.Duration;
import java.util.List;

/// The result of a batch.
public sealed interface ExportResult {

  /// The backend acknowledged the whole batch.
  record Delivered() implements ExportResult {}

  /// The backend accepted nothing; it may accept the batch later.
  ///
  /// @param reason a short cause such as `http 503` or `connection refused`; one log line per cause
  ///   and minute
  /// @param after the delay that the server requests, zero if it requests none
  record Retry(String reason, Duration after) implements ExportResult {
    /// Creates a result without a requested delay.
    public Retry(String reason) {
      this(reason, Duration.ZERO);
    }
  }

  /// The backend accepted nothing and never will accept the batch as it is. The kernel divides the
  /// batch until the invalid record is alone, which is counted as dropped.
  ///
  /// @param reason a short cause such as `http 400`
  record Rejected(String reason) implements ExportResult {}

  /// The backend accepted all but some items, of which the server gives only the number.
  ///
  /// @param count the number of rejected items, 0 to the size of the batch
  /// @param reason the server's reason
  record PartlyRejected(int count, String reason) implements ExportResult {}

  /// The backend accepted all but the given items, each with its own verdict.
  ///
  /// @param items the undelivered items, each index at most once
  /// @param after the delay that the server requests before the retried items are sent again
  record PerItem(List<Item> items, Duration after) implements ExportResult {
    /// Copies the list.
    public PerItem {
      items = List.copyOf(items);
    }
  }

  /// An item that was not delivered.
  ///
  /// @param index its index in the batch
  /// @param verdict whether to send it again
  /// @param reason a short cause such as `429 es_rejected_execution_exception`
  record Item(int index, Verdict verdict, String reason) {}

  /// The action for an undelivered item.
  enum Verdict {
    /// Send it again.
    RETRY,
    /// Never send it again; count it as dropped.
    REJECT
  }

  /// Returns the result of a batch that was acknowledged completely.
  static ExportResult delivered() {
    return DeliveredHolder.INSTANCE;
  }
}

/// Keeps the one instance of [ExportResult.Delivered] out of the public interface.
final class DeliveredHolder {
  static final ExportResult INSTANCE = new ExportResult.Delivered();

  private DeliveredHolder() {}
}
