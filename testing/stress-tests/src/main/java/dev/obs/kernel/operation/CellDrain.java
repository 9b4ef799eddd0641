package dev.obs.kernel.operation;

import dev.obs.kernel.duration.Counts;
import dev.obs.kernel.duration.DurationHistogram;
import dev.obs.kernel.duration.ExemplarPolicy;
import java.time.InstantSource;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// A collection takes the histogram's part of the cells while another thread records: each duration
/// is taken once.
@JCStressTest
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "each once")
@Outcome(expect = Expect.FORBIDDEN, desc = "a duration is lost or taken twice")
@State
public class CellDrain {
  private static final DurationHistogram HISTOGRAM =
      DurationHistogram.of(List.of(), "x", ExemplarPolicy.ALWAYS_OFF, InstantSource.system())
          .orElseThrow();

  private final OperationStats stats = new OperationStats("x", HISTOGRAM);
  private int taken;

  @Actor
  public void first() {
    stats.record(Ended.after(1), 1, null);
  }

  @Actor
  public void second() {
    drain();
    stats.record(Ended.after(1), 1, null);
  }

  @Arbiter
  public void end(I_Result result) {
    drain();
    result.r1 = taken;
  }

  private void drain() {
    stats.drain(intervals -> taken += Counts.of(intervals));
  }
}
