package dev.obs.kernel.delivery;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/// Two producers, one of which consumes too: each item leaves once, those of one producer in its
/// order.
@JCStressTest
@Outcome(id = "123", expect = Expect.ACCEPTABLE, desc = "the first producer, then the second")
@Outcome(id = "132", expect = Expect.ACCEPTABLE, desc = "the second one between")
@Outcome(id = "312", expect = Expect.ACCEPTABLE, desc = "the second producer, then the first")
@Outcome(expect = Expect.FORBIDDEN, desc = "an item is lost, doubled or out of order")
@State
public class QueueOrder {
  private final RingQueue<Integer> queue = new RingQueue<>(3, 3);
  private int taken;

  @Actor
  public void first() {
    queue.offer(1, 1);
    queue.offer(2, 1);
  }

  @Actor
  public void second() {
    take();
    queue.offer(3, 1);
    take();
  }

  @Arbiter
  public void rest(I_Result result) {
    take();
    result.r1 = taken;
  }

  private void take() {
    queue.poll(3, 3, (item, bytes) -> taken = 10 * taken + item);
  }
}
