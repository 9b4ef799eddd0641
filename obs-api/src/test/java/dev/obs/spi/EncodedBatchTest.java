package dev.obs.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PartlyRejected;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.ExportResult.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedBatchTest {
  private static final Item BAD =
      new Item(1, Verdict.REJECT, "cannot be encoded: java.lang.IllegalStateException");

  private final List<String> bodies = new ArrayList<>();

  @Test
  void passesTheResultOnIfAllAreEncoded() throws Exception {
    ExportResult retry = new Retry("http 503");
    assertSame(retry, deliver(List.of("a", "b"), retry));
    assertEquals(List.of("ab"), bodies);
  }

  @Test
  void sendsTheOthersInOneRequest() throws Exception {
    assertEquals(
        new PerItem(List.of(BAD), Duration.ZERO),
        deliver(List.of("a", "bad", "c"), ExportResult.delivered()));
    assertEquals(List.of("ac"), bodies);
  }

  @Test
  void sendsNothingIfNoRecordCanBeEncoded() throws Exception {
    assertEquals(
        new PerItem(List.of(new Item(0, Verdict.REJECT, BAD.reason()), BAD), Duration.ZERO),
        deliver(List.of("bad", "bad"), ExportResult.delivered()));
    assertEquals(List.of(), bodies);
  }

  @Test
  void retriesTheOthersAlone() throws Exception {
    Duration after = Duration.ofSeconds(3);
    assertEquals(
        new PerItem(
            List.of(
                BAD,
                new Item(0, Verdict.RETRY, "http 503"),
                new Item(2, Verdict.RETRY, "http 503")),
            after),
        deliver(List.of("a", "bad", "c"), new Retry("http 503", after)));
  }

  @Test
  void rejectsTheBatchSoThatItIsDivided() throws Exception {
    Rejected rejected = new Rejected("http 413");
    assertSame(rejected, deliver(List.of("a", "bad", "c"), rejected));
  }

  @Test
  void addsToTheNumberThatAServerRejected() throws Exception {
    assertEquals(
        new PartlyRejected(2, "too old"),
        deliver(List.of("a", "bad", "c"), new PartlyRejected(1, "too old")));
  }

  @Test
  void findsThePlacesOfTheRecordsThatAServerNamed() throws Exception {
    assertEquals(
        new PerItem(List.of(BAD, new Item(2, Verdict.REJECT, "http 400")), Duration.ZERO),
        deliver(
            List.of("a", "bad", "c"),
            new PerItem(List.of(new Item(1, Verdict.REJECT, "http 400")), Duration.ZERO)));
  }

  @Test
  void blamesNoRecordForALackOfMemory() {
    assertThrows(
        OutOfMemoryError.class,
        () ->
            EncodedBatch.of(
                List.of("a"),
                _ -> {
                  throw new OutOfMemoryError("test");
                }));
  }

  @Test
  void keepsARecordThatOverflowsTheStackToItself() throws Exception {
    ExportResult result =
        EncodedBatch.of(
                List.of("a", "deep"),
                batch -> batch.contains("deep") ? endless() : "a".getBytes(UTF_8))
            .deliver(_ -> ExportResult.delivered());
    assertEquals(
        new PerItem(
            List.of(new Item(1, Verdict.REJECT, "cannot be encoded: java.lang.StackOverflowError")),
            Duration.ZERO),
        result);
  }

  @SuppressWarnings("InfiniteRecursion") // a toString of a foreign object does so
  private static byte[] endless() {
    return endless();
  }

  private ExportResult deliver(List<String> batch, ExportResult answer) throws Exception {
    return EncodedBatch.of(batch, EncodedBatchTest::encode)
        .deliver(body -> {
          bodies.add(new String(body, UTF_8));
          return answer;
        });
  }

  private static byte[] encode(List<String> batch) {
    if (batch.contains("bad")) {
      throw new IllegalStateException("secret 4711");
    }
    return String.join("", batch).getBytes(UTF_8);
  }
}
