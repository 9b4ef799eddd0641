package dev.obs.kernel.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Operation;
import dev.obs.kernel.supervision.Supervisors;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Operations that end on another thread or out of order.
class EndedOperationsTest {
  private final Telemetry telemetry = telemetry();

  private final Collection<String> lines = new ConcurrentLinkedQueue<>();

  private final OperationMonitor monitor = monitor();

  Telemetry telemetry() {
    return Telemetry.ofSdk();
  }

  private OperationMonitor monitor() {
    return new OperationMonitor(
        telemetry.openTelemetry(),
        Supervisors.create(lines).faults(),
        InstantSource.system(),
        new OperationOptions(10, 128, true));
  }

  /// Kinds of threads that applications pool.
  enum Threads {
    PLATFORM(Executors::newSingleThreadExecutor),
    VIRTUAL(() -> Executors.newSingleThreadExecutor(Thread.ofVirtual().factory()));

    private final Supplier<ExecutorService> pool;

    Threads(Supplier<ExecutorService> pool) {
      this.pool = pool;
    }
  }

  private SpanData span(String name) {
    return telemetry.spans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static <T> T on(ExecutorService pool, Callable<T> work) throws Exception {
    return pool.submit(work).get();
  }

  private static boolean isClean() {
    return Context.current().equals(Context.root());
  }

  @ParameterizedTest
  @EnumSource(Threads.class)
  void anOperationClosedOnAnotherThreadIsNoParentOfTheNextOne(Threads threads) throws Exception {
    try (ExecutorService pool = threads.pool.get()) {
      Operation first = on(pool, () -> monitor.start("request-1", "id-1"));
      first.close();
      boolean clean =
          on(
              pool,
              () -> {
                try (Operation _ = monitor.start("request-2")) {
                  assertNull(Correlation.of(Context.current()));
                }
                return isClean();
              });
      assertTrue(clean, "the thread keeps a context");
    }
    assertFalse(span("request-2").getParentSpanContext().isValid());
    assertNotEquals(span("request-1").getTraceId(), span("request-2").getTraceId());
    assertEquals(
        List.of(
            "operation 'request-1' was closed on another thread, or before work that continues in"
                + " its context; operations that start there are not its children"),
        List.copyOf(lines));
  }

  @Test
  void anOperationClosedBeforeItsChildIsNoParentOfLaterWork() {
    Operation parent = monitor.start("parent", "id-1");
    Operation child = monitor.start("child");
    parent.close();
    assertEquals(child.span(), Span.current());
    child.close();
    assertTrue(isClean());
    monitor.run("later", () -> {});
    assertEquals(span("parent").getSpanId(), span("child").getParentSpanId());
    assertFalse(span("later").getParentSpanContext().isValid());
    assertEquals(1, lines.size(), lines::toString);
  }

  @Test
  void operationsClosedInOrderWarnOfNothing() {
    try (Operation _ = monitor.start("a");
        Operation _ = monitor.start("b", "id");
        Operation _ = monitor.start("c")) {
      monitor.run("d", () -> {});
    }
    assertEquals(span("c").getSpanId(), span("d").getParentSpanId());
    assertTrue(isClean());
    assertTrue(lines.isEmpty(), lines::toString);
  }

  @Test
  void manyOperationsInEachOtherLeaveTheThreadAsItWas() {
    nest(350);
    assertTrue(isClean());
    assertTrue(lines.isEmpty(), lines::toString);
  }

  private void nest(int depth) {
    if (depth > 0) {
      monitor.run("level", () -> nest(depth - 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"012", "021", "102", "120", "201", "210"})
  void threeLevelsMayEndInAnyOrderOnAnyThread(String order) throws Exception {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      for (int elsewhere = 0; elsewhere < 8; elsewhere++) { // bit set: closed on another thread
        telemetry.spans().clear();
        List<Operation> levels =
            List.of(monitor.start("0", "id-0"), monitor.start("1", "id-1"), monitor.start("2"));
        Set<Integer> open = new HashSet<>(Set.of(0, 1, 2));
        for (char digit : order.toCharArray()) {
          int level = digit - '0';
          if ((elsewhere & (1 << level)) == 0) {
            levels.get(level).close();
          } else {
            other.submit(levels.get(level)::close).get();
          }
          open.remove(level);
          String within = "after " + digit + " of " + order + ", elsewhere " + elsewhere;
          Operation next = monitor.start("next");
          String id = Correlation.of(Context.current());
          next.close();
          int parent = open.stream().max(Integer::compare).orElse(-1);
          assertEquals(
              parent < 0 ? SpanId.getInvalid() : id(levels.get(parent)),
              span("next").getParentSpanId(),
              within);
          assertEquals(parent < 0 ? null : parent == 0 ? "id-0" : "id-1", id, within);
          telemetry.spans().clear();
        }
        assertTrue(isClean(), order);
      }
    }
  }

  private static String id(Operation operation) {
    return operation.span().getSpanContext().getSpanId();
  }

  @Test
  void aContextCarriedElsewhereKeepsItsOperationsThatStillRun() throws Exception {
    try (ExecutorService pool = Executors.newSingleThreadExecutor();
        Operation outer = monitor.start("outer", "id-outer")) {
      Operation inner = monitor.start("inner", "id-inner");
      Context carried = Context.current();
      Runnable work = carried.wrap(() -> monitor.run("carried", () -> {}));
      pool.submit(work).get();
      assertEquals(id(inner), span("carried").getParentSpanId());
      inner.close();
      telemetry.spans().clear();
      pool.submit(work).get();
      assertEquals(id(outer), span("carried").getParentSpanId());
      telemetry.spans().clear();
      work.run(); // attaches it once more on the thread of the operation
      assertEquals(id(outer), span("carried").getParentSpanId());
      assertEquals(outer.span(), Span.current());
    }
    assertTrue(isClean());
  }

  @Test
  void aRunningSpanOfTheApplicationStaysTheParent() throws Exception {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Operation operation = monitor.start("operation");
      Span plain = telemetry.openTelemetry().getTracer("app").spanBuilder("plain").startSpan();
      try (Scope _ = plain.makeCurrent()) {
        other.submit(operation::close).get();
        monitor.run("within", () -> {});
        assertSame(plain, Span.current());
      }
      plain.end();
      monitor.run("after", () -> {});
    }
    assertEquals(span("plain").getSpanId(), span("within").getParentSpanId());
    assertFalse(span("after").getParentSpanContext().isValid());
    assertTrue(isClean());
  }

  /// Two threads run random programs of starts, closes, and tasks with carried contexts.
  @Test
  void anEndedOperationIsNeverAParent() throws Exception {
    try (ExecutorService a = Executors.newSingleThreadExecutor();
        ExecutorService b = Executors.newSingleThreadExecutor()) {
      List<ExecutorService> threads = List.of(a, b);
      for (int seed = 0; seed < 200; seed++) {
        Random random = new Random(seed);
        String program = "seed " + seed;
        List<Operation> open = new ArrayList<>();
        Set<String> ended = new HashSet<>();
        List<Context> contexts = new ArrayList<>();
        for (int step = 0; step < 12; step++) {
          ExecutorService thread = threads.get(random.nextInt(2));
          switch (random.nextInt(4)) {
            case 0, 1 -> {
              Operation started = on(thread, () -> monitor.start("random"));
              open.add(started);
              contexts.add(on(thread, Context::current));
            }
            case 2 -> {
              if (!contexts.isEmpty()) {
                Context carried = contexts.get(random.nextInt(contexts.size()));
                on(
                    thread,
                    carried.wrap(() -> {
                      monitor.run("carried", () -> {});
                      return true;
                    }));
                assertFalse(ended.contains(span("carried").getParentSpanId()), program);
              }
            }
            default -> {
              if (!open.isEmpty()) {
                Operation closed = open.remove(random.nextInt(open.size()));
                Callable<Boolean> close =
                    () -> {
                      closed.close();
                      return true;
                    };
                boolean carried = random.nextInt(4) == 0;
                Context context = contexts.get(random.nextInt(contexts.size()));
                on(thread, carried ? context.wrap(close) : close);
                ended.add(id(closed));
              }
            }
          }
          for (ExecutorService each : threads) {
            Operation probe = on(each, () -> monitor.start("probe"));
            on(
                each,
                () -> {
                  probe.close();
                  return true;
                });
            assertFalse(ended.contains(span("probe").getParentSpanId()), program);
            telemetry.spans().clear();
          }
        }
        for (Operation last : open) {
          last.close();
        }
        for (ExecutorService each : threads) {
          assertTrue(
              on(
                  each,
                  () -> {
                    monitor.run("last", () -> {});
                    return isClean();
                  }),
              program);
        }
        telemetry.spans().clear();
      }
    }
  }
}
