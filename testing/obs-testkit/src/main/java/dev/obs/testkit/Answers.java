package dev.obs.testkit;

import dev.obs.model.SafeText;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Delivered;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PartlyRejected;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.testkit.Call.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The assertions on the result of an export.
final class Answers {
  private static final int LONGEST_REASON = 1_000;

  private Answers() {}

  static void assertDelivered(Outcome<ExportResult> outcome, String when) {
    assertThrewNothingOdd(outcome, when);
    if (!(outcome.value() instanceof Delivered)) {
      throw Rule.HONEST.broken(
          when + " the sink answered " + show(outcome) + " and not that it delivered",
          "return ExportResult.delivered() for acknowledged records");
    }
  }

  /// Asserts a retry, or an exception that the kernel treats as one.
  static void assertRetry(Outcome<ExportResult> outcome, int size, String when) {
    assertThrewNothingOdd(outcome, when);
    if (!isRetry(outcome, size)) {
      throw Rule.RETRY.broken(
          when + " the sink answered " + show(outcome),
          "answer ExportResult.Retry, or let the IOException out: the batch can be taken later");
    }
  }

  static void assertRejected(Outcome<ExportResult> outcome, int size, String when) {
    assertThrewNothingOdd(outcome, when);
    boolean rejected =
        switch (outcome.value()) {
          case Rejected unused -> true;
          case PartlyRejected(int count, String unused) -> count == size;
          case PerItem(List<Item> items, Duration unused) ->
              items.size() == size
                  && items.stream().allMatch(item -> item.verdict() == Verdict.REJECT);
          case null, default -> false;
        };
    if (!rejected) {
      throw Rule.REJECTED.broken(
          when + " the sink answered " + show(outcome),
          "answer ExportResult.Rejected: the same request would be refused for ever");
    }
  }

  static void assertNotDelivered(Outcome<ExportResult> outcome, String when) {
    assertThrewNothingOdd(outcome, when);
    if (outcome.value() instanceof Delivered) {
      throw Rule.HONEST.broken(
          when + " the sink answered that it delivered",
          "answer delivered only for an acknowledgement that was understood");
    }
  }

  /// Asserts that the result counts or names the missing records.
  static void assertPartial(Outcome<ExportResult> outcome, Set<Integer> missing) {
    String when = "after a partial success";
    assertThrewNothingOdd(outcome, when);
    switch (outcome.value()) {
      case PartlyRejected(int count, String unused) when count == missing.size() -> {}
      case PerItem(List<Item> items, Duration unused) when indexes(items).equals(missing) -> {}
      case null, default ->
          throw Rule.PARTIAL.broken(
              when
                  + " the sink answered "
                  + show(outcome)
                  + " but the backend did not take the"
                  + " records at "
                  + missing,
              "read the answer and give the number, or better the places, of those not taken");
    }
  }

  /// Asserts that only the record at the index is missing.
  static void assertOthersDelivered(Outcome<ExportResult> outcome, int index, String when) {
    assertThrewNothingOdd(outcome, when);
    boolean fine =
        switch (outcome.value()) {
          case Delivered unused -> true;
          case PartlyRejected(int count, String unused) -> count <= 1;
          case PerItem(List<Item> items, Duration unused) ->
              Set.of(index).containsAll(indexes(items));
          case null, default -> false;
        };
    if (!fine) {
      throw Rule.FAITHFUL.broken(
          when + " the sink answered " + show(outcome),
          "one odd record must not take the others of its batch down: mend it, or leave it out and"
              + " say so with PartlyRejected or PerItem");
    }
  }

  /// Returns the reasons in a result.
  static List<String> reasons(Outcome<ExportResult> outcome) {
    if (outcome.thrown() != null) {
      return List.of(SafeText.message(outcome.thrown()).orElse("null"));
    }
    return switch (outcome.value()) {
      case Retry(String reason, Duration unused) -> List.of(reason);
      case Rejected(String reason) -> List.of(reason);
      case PartlyRejected(int unused, String reason) -> List.of(reason);
      case PerItem(List<Item> items, Duration unused) ->
          items.stream().map(Item::reason).distinct().toList();
      case null, default -> List.of();
    };
  }

  static void assertReasonIsBrief(Outcome<ExportResult> outcome, String when) {
    for (String reason : reasons(outcome)) {
      if (reason.isBlank()
          || reason.equals("null")
          || reason.length() > LONGEST_REASON
          || reason.chars().anyMatch(c -> c < ' ')) {
        throw Rule.REASON.broken(
            when + " the reason was " + Values.show(reason),
            "give the cause in a few words on one line, such as `http 503`");
      }
    }
  }

  private static boolean isRetry(Outcome<ExportResult> outcome, int size) {
    return switch (outcome.value()) {
      case Retry unused -> true;
      case PerItem(List<Item> items, Duration unused) ->
          items.size() == size && items.stream().allMatch(i -> i.verdict() == Verdict.RETRY);
      case null -> outcome.thrown() != null;
      default -> false;
    };
  }

  static void assertThrewNothingOdd(Outcome<ExportResult> outcome, String when) {
    Throwable thrown = outcome.thrown();
    if (thrown != null
        && !(thrown instanceof IOException || thrown instanceof InterruptedException)) {
      throw Rule.THROWS.broken(
          when + " export threw " + SafeText.of(thrown),
          "throw nothing but an IOException; for the rest there are answers",
          thrown);
    }
    if (thrown == null && outcome.value() == null) {
      throw Rule.HONEST.broken(when + " export returned null", "return an ExportResult");
    }
  }

  static String show(Outcome<ExportResult> outcome) {
    return SafeText.of(outcome.thrown() == null ? outcome.value() : outcome.thrown());
  }

  private static Set<Integer> indexes(List<Item> items) {
    return items.stream().map(Item::index).collect(Collectors.toCollection(TreeSet::new));
  }
}
