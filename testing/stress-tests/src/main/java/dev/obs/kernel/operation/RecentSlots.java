package dev.obs.kernel.operation;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Two threads add a recent operation each and one of them reads.
@JCStressTest
@Outcome(id = "[01], 2", expect = Expect.ACCEPTABLE, desc = "both are there in the end")
@Outcome(expect = Expect.FORBIDDEN, desc = "an operation is lost")
@State
public class RecentSlots {
  private final RecentOperations recent = new RecentOperations();

  @Actor
  public void first() {
    recent.add(Ended.after(1));
  }

  @Actor
  public void second(II_Result result) {
    result.r1 = recent.all().size();
    recent.add(Ended.after(2));
  }

  @Arbiter
  public void end(II_Result result) {
    result.r2 = recent.all().size();
  }
}
