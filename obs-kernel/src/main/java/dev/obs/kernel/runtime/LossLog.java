package dev.obs.kernel.runtime;

import dev.obs.kernel.log.OwnLoggers;
import dev.obs.model.LaneStats;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Logs what a lane that is closed has lost or kept, in one line.
public final class LossLog implements Consumer<LaneStats> {
  private static final System.Logger LOG = System.getLogger(OwnLoggers.ROOT);

  @Override
  public void accept(LaneStats lane) {
    List<String> parts = new ArrayList<>();
    lane.dropped().forEach((reason, count) -> parts.add(count + " dropped (" + reason + ")"));
    add(parts, lane.refused(), "refused (queue full or closed)");
    add(parts, lane.deadLettered(), "kept as dead letters");
    add(parts, lane.waiting(), "left in the spool for the next start");
    String why = lane.failing().isEmpty() ? "" : "; last failure: " + lane.failing();
    boolean lost = lane.refused() + lane.droppedTotal() > 0;
    LOG.log(
        lost ? Level.WARNING : Level.INFO,
        lane.sink()
            + " "
            + lane.signal()
            + " is closed: "
            + lane.delivered()
            + " of "
            + lane.offered()
            + " records delivered, "
            + String.join(", ", parts)
            + why);
  }

  private static void add(List<String> parts, long count, String fate) {
    if (count > 0) {
      parts.add(count + " " + fate);
    }
  }
}
