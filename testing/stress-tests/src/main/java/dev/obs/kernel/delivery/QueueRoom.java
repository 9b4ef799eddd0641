package dev.obs.kernel.delivery;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/// A full queue of two slots: what is accepted leaves, no slot is taken twice, and all bytes are
/// given back.
@JCStressTest
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "room for one of the two")
@Outcome(id = "2, 0, 0", expect = Expect.ACCEPTABLE, desc = "room for both")
@Outcome(expect = Expect.FORBIDDEN, desc = "an item or its bytes are lost")
@State
public class QueueRoom {
  private final RingQueue<Integer> queue = new RingQueue<>(2, 100);
  private boolean firstIn;
  private boolean secondIn;
  private int left;

  public QueueRoom() {
    queue.offer(0, 10);
  }

  @Actor
  public void first() {
    firstIn = queue.offer(1, 10);
  }

  @Actor
  public void second() {
    secondIn = queue.offer(2, 10);
    take();
  }

  @Arbiter
  public void rest(III_Result result) {
    take();
    int accepted = (firstIn ? 1 : 0) + (secondIn ? 1 : 0);
    result.r1 = accepted;
    result.r2 = 1 + accepted - left;
    result.r3 = (int) queue.held();
  }

  private void take() {
    queue.release(queue.poll(3, 100, (item, bytes) -> left++));
  }
}
