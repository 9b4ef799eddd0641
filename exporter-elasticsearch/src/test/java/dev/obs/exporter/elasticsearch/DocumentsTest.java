package dev.obs.exporter.elasticsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final Target TARGET = new Target("logs", List.of());
  private static final UUID SOURCE = new UUID(3, 4);

  @Test
  void theSameRecordHasTheSameIdInAnyBatchAndProcess() {
    assertEquals(documents(Logs.plain(3)).id(0), documents(Logs.plain(1), Logs.plain(3)).id(1));
    assertEquals(DocumentId.LENGTH, documents(Logs.plain(0)).id(0).length());
  }

  @Test
  void idsBeginWithTheTimestampSoThatTheyGrowWithTime() {
    byte[] id = Base64.getUrlDecoder().decode(documents(Logs.plain(5)).id(0));
    Instant time = Logs.TIME.plusNanos(5);
    assertEquals(
        time.getEpochSecond() * 1_000_000_000 + time.getNano(), ByteBuffer.wrap(id).getLong());
  }

  @Test
  void anyDifferenceMakesAnotherId() {
    String id = documents(Logs.full().build()).id(0);
    assertNotEquals(id, documents(Logs.full().setBody("cart is broken!").build()).id(0));
    assertNotEquals(id, documents(Logs.full().setObservedTimestamp(Logs.TIME).build()).id(0));
  }

  @Test
  void equalRecordsAreToldApartByTheirNumbersInEachAttemptAndBatch() {
    LogRecordData twin = Logs.plain(1);
    Documents documents = numbered(SOURCE, 5, twin, twin, twin);
    assertEquals(3, Set.of(documents.id(0), documents.id(1), documents.id(2)).size());
    assertEquals(documents.id(2), numbered(SOURCE, 7, twin).id(0), "another part of the batch");
    assertNotEquals(documents.id(0), numbered(new UUID(1, 2), 5, twin).id(0), "another process");
  }

  @Test
  void theContentBelongsToTheIdOfANumberedRecord() {
    assertNotEquals(
        numbered(SOURCE, 5, Logs.full().build()).id(0),
        numbered(SOURCE, 5, Logs.full().setBody("cart is broken!").build()).id(0));
  }

  @Test
  void aRecordThatCannotBeEncodedChangesNoIdBehindIt() {
    LogRecordData twin = Logs.plain(1);
    LogEncoder failing =
        (log, json) -> {
          if (log != twin) {
            throw new IllegalStateException("unreadable");
          }
          new EcsEncoder(TARGET, Shortening.uncounted()).encode(log, json);
        };
    Documents documents =
        Documents.of(
            List.of(Logs.plain(2), twin), new Numbers(SOURCE, 5), failing, new JsonWriter());
    assertEquals(numbered(SOURCE, 6, twin).id(0), documents.id(0));
  }

  @Test
  void aBodyHasAnActionAndADocumentPerRecordAndKeepsItsLimit() {
    Documents documents = documents(Logs.plain(0, 100).toArray(LogRecordData[]::new));
    int limit = 2000;
    for (int from = 0; from < documents.size(); ) {
      int to = documents.end(from, limit);
      byte[] body = documents.body(from, to);
      assertTrue(body.length <= limit);
      if (to < documents.size()) {
        assertTrue(documents.body(from, to + 1).length > limit, "one more would not fit");
      }
      String[] lines = new String(body, StandardCharsets.UTF_8).split("\n", -1);
      assertEquals(2 * (to - from) + 1, lines.length);
      assertEquals("{\"create\":{\"_id\":\"" + documents.id(from) + "\"}}", lines[0]);
      assertTrue(lines[1].contains("line " + from + "\""), lines[1]);
      assertEquals("", lines[lines.length - 1]);
      from = to;
    }
  }

  @Test
  void aRecordAboveTheLimitStandsAlone() {
    Documents documents = documents(Logs.plain(0), Logs.plain(1));
    assertEquals(1, documents.end(0, 10));
    assertEquals(2, documents.end(1, 10));
  }

  private static Documents documents(LogRecordData... logs) {
    return Documents.of(
        List.of(logs), null, new EcsEncoder(TARGET, Shortening.uncounted()), new JsonWriter());
  }

  private static Documents numbered(UUID source, long first, LogRecordData... logs) {
    return Documents.of(
        List.of(logs),
        new Numbers(source, first),
        new EcsEncoder(TARGET, Shortening.uncounted()),
        new JsonWriter());
  }
}
