package dev.obs.kernel.supervision;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.model.HealthStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private final Supervisor supervisor = Supervisors.create();

  @AfterEach
  void close() {
    supervisor.close();
  }

  @Test
  void everyThrowableIsFollowedByTheNextRound() throws InterruptedException {
    Iterator<Throwable> thrown =
        List.of(
                new Exception("checked"),
                new IllegalStateException("unchecked"),
                new NoSuchMethodError("of another version"),
                new OutOfMemoryError("none left"),
                new StackOverflowError(),
                new Unprintable())
            .iterator();
    AtomicInteger rounds = new AtomicInteger();
    Worker worker =
        supervisor.worker(
            "test",
            () -> {
              rounds.incrementAndGet();
              if (thrown.hasNext()) {
                throw WorkerTest.<RuntimeException>sneaky(thrown.next());
              }
              return false;
            });
    worker.start();
    assertTrue(worker.thread().join(Duration.ofSeconds(30)));
    assertEquals(7, rounds.get());
    assertEquals(HealthStatus.healthy(), supervisor.health());
  }

  @Test
  void aWorkerWhoseRoundsFailForLongIsUnhealthyUntilOneSucceeds() {
    AtomicBoolean broken = new AtomicBoolean(true);
    AtomicBoolean over = new AtomicBoolean();
    Worker worker =
        new Worker(
            "stuck",
            () -> {
              if (broken.get()) {
                throw new IllegalStateException("no work is done");
              }
              return !over.get();
            },
            supervisor.faults(),
            supervisor.threads()::thread,
            Duration.ZERO);
    worker.start();
    await().until(() -> !worker.well());
    broken.set(false);
    await().until(worker::well);
    over.set(true);
    await().until(worker::over);
    assertTrue(worker.well());
  }

  @Test
  void aThreadThatCannotBeStartedIsUnhealthy() {
    Worker worker =
        new Worker(
            "unborn",
            () -> false,
            supervisor.faults(),
            (name, task) ->
                new Thread(task, name) {
                  @Override
                  public void start() {
                    throw new OutOfMemoryError("unable to create native thread");
                  }
                },
            Worker.PATIENCE);
    worker.start();
    assertFalse(worker.well());
  }

  @Test
  void theSupervisorNamesWorkersThatAreNotWell() {
    List<Worker> workers = new ArrayList<>();
    for (String name : List.of("first", "second")) {
      workers.add(supervisor.worker(name, () -> false));
    }
    assertEquals(HealthStatus.healthy(), supervisor.health());
    workers.forEach(Worker::abandon);
    assertEquals(HealthStatus.unhealthy().with("threads", "first, second"), supervisor.health());
  }

  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @SuppressWarnings("unchecked") // throws any throwable without declaring it
  private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
