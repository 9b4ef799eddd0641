package dev.obs.kernel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.ref.WeakReference;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One span in the hands of several threads.
@Timeout(120)
class SharedSpanTest {
  private static final int ROUNDS = 3_000;
  private static final int THREADS = 4;
  private static final int EACH = 20;

  private final Queue<SpanData> ended = new ConcurrentLinkedQueue<>();
  private final Tracer tracer =
      new KernelTracerProvider(
              Resource.empty(),
              Sampling.of("always_on", 1),
              SpanLimits.getDefault(),
              ended::add,
              InstantSource.system())
          .get("test");

  private SpanData sent() {
    SpanData next = ended.poll();
    while (next == null) {
      Thread.onSpinWait();
      next = ended.poll();
    }
    return next;
  }

  private static void onThread(Runnable work) throws InterruptedException {
    Thread thread = Thread.ofPlatform().start(work);
    thread.join();
  }

  @Test
  void aLaterValueWinsWhicheverThreadSetsIt() throws InterruptedException {
    Span span = tracer.spanBuilder("a").startSpan();
    span.setAttribute("key", 1).setAttribute("other", 1);
    onThread(() -> span.setAttribute("key", 2).setAttribute("other", 2));
    span.setAttribute("key", 3);
    assertEquals(2, ((ReadableSpan) span).getAttribute(AttributeKey.longKey("other")));
    span.end();
    SpanData data = sent();
    assertEquals(3, data.getAttributes().get(AttributeKey.longKey("key")));
    assertEquals(2, data.getAttributes().get(AttributeKey.longKey("other")));
    assertEquals(2, data.getTotalAttributeCount());
  }

  @Test
  void anotherThreadEndsIt() throws InterruptedException {
    Span span = tracer.spanBuilder("a").startSpan();
    span.setAttribute("mine", 1);
    onThread(() -> {
      span.setAttribute("yours", 2);
      span.end();
    });
    span.setAttribute("late", 3).addEvent("late").updateName("late").setStatus(StatusCode.ERROR);
    span.end();
    SpanData data = sent();
    assertEquals(
        Attributes.of(AttributeKey.longKey("mine"), 1L, AttributeKey.longKey("yours"), 2L),
        data.getAttributes().toBuilder().build());
    assertEquals("a", data.getName());
    assertEquals(List.of(), data.getEvents());
    assertTrue(ended.isEmpty(), "it ends once");
  }

  /// Whatever happens at the same time, the span is sent once, and what was sent does not change.
  @Test
  void anyNumberOfThreadsChangeAndEndIt() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      CountDownLatch start = new CountDownLatch(1);
      Span[] shared = new Span[1];
      List<Thread> threads =
          IntStream.range(0, THREADS)
              .mapToObj(
                  number -> Thread.ofPlatform().unstarted(() -> change(shared, number, start)))
              .toList();
      shared[0] = tracer.spanBuilder("a").startSpan();
      threads.forEach(Thread::start);
      start.countDown();
      for (int i = 0; i < EACH; i++) {
        shared[0].setAttribute("owner" + i, i);
      }
      shared[0].end();
      SpanData sent = sent();
      String before = sent.toString() + sent.getEvents();
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(before, sent.toString() + sent.getEvents());
      assertTrue(ended.isEmpty(), "it ends once");
    }
  }

  private static void change(Span[] shared, int number, CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException stop) {
      return;
    }
    for (int i = 0; i < EACH; i++) {
      shared[0].setAttribute("thread" + number + '.' + i, i).addEvent("event");
    }
    if (number == 0) {
      shared[0].end();
    }
  }

  @Test
  void nothingOfThreadsThatTakeTurnsIsLost() throws InterruptedException {
    Span span = tracer.spanBuilder("a").startSpan();
    for (int number = 0; number < THREADS; number++) {
      int from = number * EACH;
      onThread(() -> {
        for (int i = from; i < from + EACH; i++) {
          span.setAttribute("key" + i, i).addEvent("event" + i);
        }
      });
    }
    span.end();
    SpanData data = sent();
    assertEquals(THREADS * EACH, data.getAttributes().size());
    assertEquals(THREADS * EACH, data.getEvents().size());
    assertEquals(data.getAttributes().asMap().hashCode(), data.getAttributes().hashCode());
  }

  @Test
  void aSpanKeepsNoOtherAlive() throws InterruptedException {
    Span parent = tracer.spanBuilder("parent").startSpan();
    Span child;
    try (var _ = parent.makeCurrent()) {
      child = tracer.spanBuilder("child").addLink(parent.getSpanContext()).startSpan();
    }
    parent.end();
    String expected = sent().getSpanId();
    WeakReference<Span> gone = new WeakReference<>(parent);
    parent = null;
    while (gone.get() != null) {
      System.gc();
      Thread.onSpinWait();
    }
    child.end();
    assertEquals(expected, sent().getParentSpanId());
    assertNull(gone.get());
  }

  @Test
  void whatHasEndedIsTheRecordItself() {
    Span span = tracer.spanBuilder("a").startSpan();
    SpanData running = ((ReadableSpan) span).toSpanData();
    span.setAttribute("key", 1);
    span.end();
    assertSame(span, sent());
    assertSame(span, ((ReadableSpan) span).toSpanData());
    assertTrue(running.getAttributes().isEmpty());
  }
}
