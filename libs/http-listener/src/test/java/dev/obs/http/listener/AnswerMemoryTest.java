package dev.obs.http.listener;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.obs.http.listener.AnswerMemory.Share;
import dev.obs.testkit.TestContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final AnswerMemory memory = new AnswerMemory(100_000, () -> false);

  @Test
  void refusesWhatDoesNotFitUntilAnAnswerIsTaken() {
    Share first = taken(new byte[60_000]);
    Share second = taken(new byte[40_000]);
    assertNull(memory.share(new byte[5_000]));
    second.release();
    second.release(); // counts once
    assertNotNull(memory.share(new byte[30_000]));
    assertNull(memory.share(new byte[30_000]));
    first.release();
    assertNotNull(memory.share(new byte[30_000]));
  }

  @Test
  void countsAndCompressesAPageOnceForAllWhoTakeIt() throws IOException {
    byte[] page = new byte[90_000];
    Share one = taken(page);
    Share other = taken(page);
    assertSame(one.gzip().bytes(), other.gzip().bytes());
    one.release();
    assertNull(memory.share(new byte[90_000]));
    other.release();
    assertNotNull(memory.share(new byte[90_000]));
  }

  @Test
  void admitsOnePageOfAnySizeAndSmallAnswersAlways() {
    taken(new byte[1_000_000]);
    assertNull(memory.share(new byte[10_000]));
    taken(new byte[200]);
  }

  @Test
  void makesRoomWhereItCan() {
    List<Share> stalled = new ArrayList<>();
    AnswerMemory full =
        new AnswerMemory(
            100_000,
            () -> {
              if (stalled.isEmpty()) {
                return false;
              }
              stalled.removeFirst().release();
              return true;
            });
    for (int i = 0; i < 3; i++) {
      Share share = full.share(new byte[33_000]);
      assertNotNull(share);
      stalled.add(share);
    }
    assertNotNull(full.share(new byte[60_000]));
    assertEquals(1, stalled.size());
  }

  @Test
  void clientsThatDoNotReadTheirPagesCostOthersNothing() throws Exception {
    TestContext context = new TestContext();
    AtomicInteger pages = new AtomicInteger();
    Limits limits = new Limits(1000, 500, 8 << 20, LONG, LONG, LONG);
    List<RawClient> clients = new ArrayList<>();
    try (HttpListener listener =
        HttpListener.open(
            new InetSocketAddress("127.0.0.1", 0),
            List.of(),
            limits,
            Map.of(
                "/health", request -> Response.text(200, "ok"),
                "/metrics",
                    request -> {
                      pages.incrementAndGet();
                      return new Response(200, "text/plain", new byte[3_600_000]);
                    }),
            context.meter(),
            context.logger())) {
      for (int i = 0; i < 200; i++) {
        clients.add(RawClient.connect(listener).get("/metrics"));
      }
      await().until(() -> pages.get() == 200);
      await().until(() -> Refusals.count(context, "answer_memory") >= 198);
      assertEquals(200, status(listener, "/health"));
      await().until(() -> status(listener, "/metrics") == 200); // stalled answers make room
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  private static int status(HttpListener listener, String path) throws IOException {
    try (RawClient client = RawClient.connect(listener, "127.0.0.2")) {
      return client.get(path).status();
    }
  }

  private Share taken(byte[] body) {
    Share share = memory.share(body);
    assertNotNull(share);
    return share;
  }
}
