package dev.obs.kernel.spool;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The numbers of records given up, by reason. Bounded, since servers' words are among the reasons:
/// at most 33 of 120 characters. Not thread-safe.
public final class Losses {
  /// The reason of what was dropped to make room.
  public static final String FULL = "spool full";

  /// The reason of what found no room on the disk.
  public static final String DISK_FULL = "disk full";

  /// The reason of what the disk spoiled.
  public static final String DAMAGED = "damaged";

  /// The reason of what was lost because somebody removed it from the disk.
  public static final String REMOVED = "removed from the disk";

  private static final int REASONS = 32;
  private static final int LENGTH = 120;
  private static final String OTHER = "other";

  private final SortedMap<String, Long> counts = new TreeMap<>();
  private long total;

  /// None.
  public Losses() {}

  /// Counts some more; none if the count is not positive.
  public void add(long count, String reason) {
    if (count > 0) {
      String key = reason.length() > LENGTH ? reason.substring(0, LENGTH) : reason;
      boolean known = counts.size() < REASONS || counts.containsKey(key);
      counts.merge(known ? key : OTHER, count, Long::sum);
      total += count;
    }
  }

  /// Counts all of others.
  public void add(Losses others) {
    others.counts.forEach((reason, count) -> add(count, reason));
  }

  /// Forgets all.
  public void clear() {
    counts.clear();
    total = 0;
  }

  /// For whatever reason.
  public long total() {
    return total;
  }

  /// A copy, by reason.
  public SortedMap<String, Long> byReason() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
