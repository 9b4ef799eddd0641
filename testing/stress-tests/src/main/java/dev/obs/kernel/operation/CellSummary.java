package dev.obs.kernel.operation;

import dev.obs.model.OperationSummary;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJJ_Result;

/// Two threads record an operation each and one of them reads: it sees whole operations, and none
/// is lost.
@JCStressTest
@Outcome(id = "true, 2, 2000", expect = Expect.ACCEPTABLE, desc = "both count")
@Outcome(expect = Expect.FORBIDDEN, desc = "an operation is lost or half seen")
@State
public class CellSummary {
  private final OperationStats stats = new OperationStats("x", null);

  @Actor
  public void first() {
    stats.record(Ended.after(1_000), 1, null);
  }

  @Actor
  public void second(ZJJ_Result result) {
    OperationSummary seen = stats.summary();
    result.r1 = seen.avg().toNanos() == 1_000 * seen.count();
    stats.record(Ended.after(3_000), 1, null);
  }

  @Arbiter
  public void end(ZJJ_Result result) {
    OperationSummary summary = stats.summary();
    result.r2 = summary.count();
    result.r3 = summary.avg().toNanos();
  }
}
