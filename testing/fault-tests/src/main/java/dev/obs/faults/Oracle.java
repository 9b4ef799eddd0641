package dev.obs.faults;

import dev.obs.faults.Accounts.Lane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A comparison of the records that an application counts as accepted with those that a backend
/// received. Of the kernel it uses only the counters.
///
/// ```java
/// Oracle.Verdict verdict =
///     new Oracle(backend.ledger(Protocol.BULK))
///         .run(0, killed.accounts().last().lane("elasticsearch/logs"))
///         .run(1_000_000, second.accounts().last().lane("elasticsearch/logs"))
///         .verdict();
/// assertEquals(List.of(), verdict.complaints());
/// ```
public final class Oracle {
  private final Ledger ledger;
  private final Set<Long> deadLetters = new HashSet<>();
  private final List<Run> runs = new ArrayList<>();

  private record Run(long first, Lane lane) {}

  /// The result.
  ///
  /// @param accepted the number of records that all runs accepted
  /// @param acknowledged the accepted records that the backend received
  /// @param deadLettered the accepted records that are dead letters
  /// @param lost the rest
  /// @param duplicates the records that the backend received more than once
  /// @param complaints one line for each error, without duplicates
  public record Verdict(
      long accepted,
      long acknowledged,
      long deadLettered,
      long lost,
      long duplicates,
      List<String> complaints) {}

  /// @param ledger the ledger of the lane's backend
  public Oracle(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Adds a run of an application with one thread.
  ///
  /// @param first the number of its first record
  /// @param lane its last accounts
  public Oracle run(long first, Lane lane) {
    runs.add(new Run(first, lane));
    return this;
  }

  /// Adds records that were found in the dead letters.
  public Oracle deadLetters(Set<Long> sequences) {
    deadLetters.addAll(sequences);
    return this;
  }

  /// Returns the result.
  public Verdict verdict() {
    List<String> complaints = new ArrayList<>();
    long accepted = 0;
    long acknowledged = 0;
    long dead = 0;
    for (Run run : runs) {
      if (run.lane().get("refused") > 0) {
        complaints.add(
            "the run from "
                + run.first()
                + " refused records, so that it is unknown which of them"
                + " were accepted");
      }
      long end = run.first() + run.lane().acceptedHere();
      for (long item = run.first(); item < end; item++) {
        accepted++;
        if (ledger.has(item)) {
          acknowledged++;
        } else if (deadLetters.contains(item)) {
          dead++;
        }
      }
    }
    long lost = accepted - acknowledged - dead;
    if (lost > 0) {
      complaints.add(lost + " of " + accepted + " accepted records are lost");
    }
    return new Verdict(
        accepted, acknowledged, dead, lost, ledger.duplicates(), List.copyOf(complaints));
  }

  /// Returns the imbalances of a lane's counters at a quiet moment.
  public static List<String> imbalances(Lane lane) {
    List<String> complaints = new ArrayList<>();
    long offered = lane.get("refused") + lane.get("queued") + lane.get("accepted");
    if (lane.get("offered") != offered) {
      complaints.add("offered is not refused + queued + accepted: " + lane);
    }
    long accepted =
        lane.get("delivered")
            + lane.get("deadLettered")
            + lane.get("dropped")
            + lane.get("waiting");
    if (lane.get("accepted") != accepted) {
      complaints.add("accepted is not delivered + dead-lettered + dropped + waiting: " + lane);
    }
    return complaints;
  }
}
