package dev.obs.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.faults.Accounts.Entry;
import dev.obs.faults.Accounts.Lane;
import dev.obs.faults.FaultProxy.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// An application with a small heap and records of up to 1 MB, more of them than its lanes can
/// hold.
class MemoryIT {
  private static final Integer[] MIXED = {
    1, 1_000, 30_000, 1, 1_000, 100_000, 1, 1_000, 30_000, 1_000_000
  };
  private static final double MIB = 1 << 20;
  private static final int RATE = 400;
  private static final int FLOOD = RATE * Extent.of(1, 30);
  private static final int BURST = 1_500;
  private static final int AT_ONCE = 1_000_000_000;
  private static final String BOTH = "otlp, elasticsearch";
  private static final int SLOW = 4_000_000;

  /// The memory of the JVM, the application and a batch in each lane, in addition to the records.
  private static final long ALLOWANCE = 24 << 20;

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final SortedMap<String, Protocol> LANES =
      new TreeMap<>(
          Map.of(
              "otlp/logs", Protocol.OTLP_LOGS,
              "elasticsearch/logs", Protocol.BULK,
              "otlp/traces", Protocol.OTLP_TRACES));

  @TempDir Path folder;

  private final LedgerBackend backend = new LedgerBackend();
  private final FaultProxy proxy = new FaultProxy(backend.port());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    proxy.close();
    backend.close();
  }

  /// Returns the backends, whether there is a spool, and heaps in MB.
  static Stream<Arguments> floods() {
    Stream<Arguments> always =
        Stream.of(
            Arguments.of(Mode.PASS, true, 128),
            Arguments.of(Mode.SLOW, false, 128),
            Arguments.of(Mode.SLOW, true, 64),
            Arguments.of(Mode.REFUSE, false, 64));
    Stream<Arguments> inFull =
        Stream.of(Arguments.of(Mode.PASS, false, 64), Arguments.of(Mode.REFUSE, true, 128));
    return Extent.isFull() ? Stream.concat(always, inFull) : always;
  }

  @ParameterizedTest
  @MethodSource("floods")
  void aFloodIsDeliveredOrRefused(Mode mode, boolean spool, int heap) {
    breakBackend(mode);
    String row = "memory-" + mode.name().toLowerCase(Locale.ROOT) + (spool ? "-spool" : "");
    try (LoadProcess load =
        load(row, heap, BOTH, spool)
            .bytes(MIXED)
            .records(FLOOD)
            .rate(RATE)
            .threads(2)
            .spans()
            .start()) {
      awaitEmitted(load, FLOOD);
      long live = Heap.live(load.process());
      proxy.mode(Mode.PASS);

      assertDelivers(row, heap, live, load);
    }
  }

  @Test
  void aBurstOfLongLinesLosesNothingThatIsAccepted() {
    try (LoadProcess load =
        load("burst", 128, BOTH, true).bytes(30_000).records(BURST).rate(AT_ONCE).start()) {
      awaitEmitted(load, BURST);
      long live = Heap.live(load.process());

      assertDelivers("memory-burst-spool", 128, live, load);
    }
  }

  @Test
  void aSmallHeapDeliversTheSpoolOfALargeOne() {
    String name = "elasticsearch/logs";
    Lane left;
    proxy.mode(Mode.REFUSE);
    try (LoadProcess load =
        load("large", 256, "elasticsearch", true).bytes(100_000).rate(RATE).start()) {
      load.awaitLane(name, LIMIT, lane -> lane.get("waiting") >= BURST);
      load.end();
      load.await(LIMIT);
      left = load.last().orElseThrow().lane(name);
    }
    proxy.mode(Mode.PASS);
    try (LoadProcess load = load("small", 128, "elasticsearch", true).records(0).start()) {
      load.awaitLane(name, LIMIT, lane -> lane.get("delivered") > 0);
      long live = Heap.live(load.process());
      Entry last = deliver(load);

      print("memory-start-over-spool", 128, live, load, last);
      Lane lane = last.lane(name);
      assertEquals(left.get("waiting"), lane.get("recovered"));
      assertEquals(lane.get("recovered"), lane.get("delivered"));
      assertEquals(lane.get("delivered"), ledger(name).taken());
      assertEquals(0, ledger(name).duplicates());
      assertBounded(live, last);
    }
  }

  private void breakBackend(Mode mode) {
    if (mode == Mode.SLOW) {
      proxy.slow(SLOW);
    } else {
      proxy.mode(mode);
    }
  }

  private LoadProcess.Builder load(String name, int heap, String logs, boolean spool) {
    String yaml =
        """
        telemetry:
          logging: {exporters: [%4$s], schedule_delay: 50ms}
          tracing: {exporters: [otlp], schedule_delay: 50ms}
          metrics: {enabled: false}
          probes: {which: []}
          otlp: {endpoint: "http://127.0.0.1:%1$d"}
          elasticsearch: {hosts: ["http://127.0.0.1:%1$d"]}
          spool: {enabled: %2$s, path: "%3$s", max_size: 4GB}
        """
            .formatted(proxy.port(), spool, folder.resolve("spool"), logs);
    return LoadProcess.in(folder.resolve(name)).config(yaml).jvm("-Xmx" + heap + "m");
  }

  /// Waits for the end of a flood; meanwhile the application must be alive, or report that it is
  /// not.
  private void awaitEmitted(LoadProcess load, int records) {
    URI page = load.page("/health");
    await()
        .atMost(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .until(() -> {
          int status = status(page);
          assertTrue(status == 200 || status == 503, () -> page + " answers " + status);
          return load.last().filter(entry -> entry.emitted() >= records).isPresent();
        });
  }

  private int status(URI page) {
    try {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(LIMIT).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /// Asserts that everything that the lanes accepted arrives, and everything else was refused.
  private void assertDelivers(String row, int heap, long live, LoadProcess load) {
    Entry last = deliver(load);

    print(row, heap, live, load, last);
    LANES
        .keySet()
        .forEach(name -> {
          Lane lane = last.lane(name);
          if (lane.get("offered") > 0) {
            assertEquals(last.emitted(), lane.get("offered"), name);
          }
          assertEquals(
              lane.get("offered"), lane.get("refused") + lane.get("delivered"), name + lane);
          assertEquals(lane.get("delivered"), ledger(name).taken(), name);
          assertTrue(lane.get("delivered") > 0 || lane.get("offered") == 0, name);
          assertEquals(0, ledger(name).unnumbered(), name);
        });
    assertEquals(0, ledger("elasticsearch/logs").duplicates());
    assertBounded(live, last);
  }

  /// Asserts that the records of all lanes, in memory at the same time, stay within the lanes'
  /// limits.
  private static void assertBounded(long live, Entry last) {
    long limits = last.lanes().values().stream().mapToLong(lane -> lane.get("memoryLimit")).sum();
    assertTrue(
        live <= limits + ALLOWANCE, () -> live + " bytes are live; the lanes may take " + limits);
  }

  /// Waits until everything is delivered, and ends the application.
  private Entry deliver(LoadProcess load) {
    for (String lane : load.last().orElseThrow().lanes().keySet()) {
      load.awaitLane(
          lane, LIMIT, accounts -> accounts.get("waiting") + accounts.get("queued") == 0);
    }
    assertEquals(200, status(load.page("/health")));
    load.end();
    Map<String, Long> figures = load.await(LIMIT);
    assertEquals(0, figures.get("thrown"), "the application got an error from its log calls");
    assertEquals(0, figures.get("threads_left"));
    Entry last = load.last().orElseThrow();
    last.lanes()
        .forEach((name, lane) -> {
          assertEquals(List.of(), Oracle.imbalances(lane), name);
          assertEquals(0, lane.get("memoryBytes"), name + " holds memory for no record");
        });
    return last;
  }

  private Ledger ledger(String lane) {
    return backend.ledger(LANES.get(lane));
  }

  private static void print(String row, int heap, long live, LoadProcess load, Entry last) {
    Map<String, Long> figures = load.await(LIMIT);
    long errors =
        load.process().output().lines().filter(line -> line.contains("OutOfMemory")).count();
    Figures line =
        Figures.of(row)
            .put("heap_mib", heap)
            .put("live_mib", live / MIB)
            .put("used_after_gc_mib", figures.get("heap_peak") / MIB)
            .put("emitted", last.emitted())
            .put("logged_memory_errors", errors);
    new TreeMap<>(last.lanes())
        .forEach((name, lane) -> {
          String prefix = name.replace('/', '_');
          line.put(prefix + "_delivered", lane.get("delivered"))
              .put(prefix + "_refused", lane.get("refused"))
              .put(prefix + "_dropped", lane.drops())
              .put(prefix + "_unprotected", lane.get("unprotected"))
              .put(prefix + "_memory_limit", lane.get("memoryLimit"));
        });
    line.print();
  }
}
