package dev.obs.kernel.delivery;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// An item that is too large for the rest of the room is refused; a small one that arrives
/// meanwhile is not.
@JCStressTest
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "each by its own size")
@Outcome(expect = Expect.FORBIDDEN, desc = "the large item has the small one refused")
@State
public class QueueNeighbours {
  private final RingQueue<Integer> queue = new RingQueue<>(4, 10);

  public QueueNeighbours() {
    queue.offer(0, 5);
  }

  @Actor
  public void large(ZZ_Result result) {
    result.r1 = queue.offer(1, 6);
  }

  @Actor
  public void small(ZZ_Result result) {
    result.r2 = queue.offer(2, 1);
  }
}
