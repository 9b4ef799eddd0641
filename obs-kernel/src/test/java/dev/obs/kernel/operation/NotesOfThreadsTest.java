package dev.obs.kernel.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Operation;
import dev.obs.kernel.supervision.Supervisors;
import io.opentelemetry.context.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Metadata that several threads add to one operation.
@Timeout(120)
class NotesOfThreadsTest {
  private static final int THREADS = 4;
  private static final int EACH = 50;

  private final OperationMonitor monitor =
      new OperationMonitor(
          Telemetry.ofKernel("always_off").openTelemetry(),
          Supervisors.create().faults(),
          InstantSource.system(),
          new OperationOptions(10, 1_000, true));

  /// The next operation closes the scopes of those that another thread ended.
  @AfterEach
  void leaveTheThreadAsItWas() {
    monitor.start("last").close();
    assertSame(Context.root(), Context.current());
  }

  @Test
  void areAllKeptWhicheverThreadEndsIt() throws InterruptedException {
    for (int round = 0; round < 300; round++) {
      Operation operation = monitor.start("shared");
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        threads.add(writer(operation, t));
      }
      for (int i = 0; i < EACH; i++) {
        operation.with("own-" + i, i).with("last", i);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      operation.with("last", "owner");
      if (round % 2 == 0) {
        operation.close();
      } else {
        Thread.ofPlatform().start(operation::close).join();
      }
      Map<String, Object> notes = monitor.recent().getLast().metadata();
      assertEquals((THREADS + 1) * EACH + 1, notes.size());
      assertEquals("owner", notes.get("last"));
    }
  }

  private static Thread writer(Operation operation, int number) {
    return Thread.ofPlatform()
        .start(() -> {
          for (int i = 0; i < EACH; i++) {
            operation.with("t" + number + "-" + i, i);
          }
        });
  }

  /// A record is the same each time it is read, and has each note that came before the end.
  @Test
  void thatComeTooLateAreLeftOut() throws InterruptedException {
    for (int round = 0; round < 300; round++) {
      Operation operation = monitor.start("raced");
      AtomicBoolean stop = new AtomicBoolean();
      CountDownLatch first = new CountDownLatch(THREADS);
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int number = t;
        threads.add(
            Thread.ofPlatform()
                .start(() -> {
                  operation.with("first-" + number, true);
                  first.countDown();
                  for (int i = 0; i < 400 && !stop.get(); i++) {
                    operation.with("t" + number + "-" + i % 100, i);
                  }
                }));
      }
      first.await();
      operation.close();
      Map<String, Object> notes = monitor.recent().getLast().metadata();
      stop.set(round % 2 == 0);
      for (Thread thread : threads) {
        thread.join();
      }
      operation.with("late", true);
      for (int t = 0; t < THREADS; t++) {
        assertTrue(notes.containsKey("first-" + t), "an early note is missing");
      }
      assertEquals(notes, monitor.recent().getLast().metadata());
    }
  }
}
