package dev.obs.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixturesTest {

  @Test
  void aSinkInMemoryWaitsForSpansOfAnotherThread() throws Exception {
    InMemoryTraceSink sink = new InMemoryTraceSink();
    Exporter<SpanData> exporter = sink.open(new TestContext());
    Call<ExportResult> _ = Call.start(() -> exporter.export(Spans.many(3)));
    assertEquals("span 2", sink.await(3, Duration.ofSeconds(5)).get(2).getName());
    sink.reset();
    AssertionError error =
        assertThrows(AssertionError.class, () -> sink.await(1, Duration.ofMillis(20)));
    assertEquals("expected 1 spans within PT0.02S but there are 0: []", error.getMessage());
  }

  @Test
  void aSinkInMemoryKeepsNothingOfWhatItRefuses() throws Exception {
    InMemoryTraceSink sink = new InMemoryTraceSink();
    sink.answer(new ExportResult.Retry("later"));
    assertEquals(
        new ExportResult.Retry("later"), sink.open(new TestContext()).export(Spans.many(1)));
    assertEquals(List.of(), sink.spans());
  }

  @Test
  void aManualClockGoesOnlyWhenTold() {
    ManualClock clock = ManualClock.at("2026-01-02T03:04:05Z");
    clock.advance(Duration.ofMinutes(5));
    assertEquals(Instant.parse("2026-01-02T03:09:05Z"), clock.instant());
    clock.set(Instant.EPOCH);
    assertEquals(0, clock.millis());
  }

  @Test
  void aContextReadsSettingsAsTheConfigurationDoesAndRefusesUnknownOnes() {
    SampleTraceSink sink = new SampleTraceSink();
    TestContext context = TestContext.of(sink, Map.of("endpoint", "http://localhost:1/x"));
    assertEquals(URI.create("http://localhost:1/x"), context.get(SampleTraceSink.ENDPOINT));
    assertTrue(context.find(SampleTraceSink.TOKEN).isEmpty());
    IllegalArgumentException unknown =
        assertThrows(
            IllegalArgumentException.class,
            () -> TestContext.of(sink, Map.of("endpiont", "http://localhost:1/x")));
    assertEquals(
        "sample declares no setting endpiont, only [endpoint, token]", unknown.getMessage());
  }

  @Test
  void aContextsMeterCanBeReadBack() {
    TestContext context = new TestContext();
    context.meter().counterBuilder("orders").build().add(2);
    assertEquals(
        2,
        context
            .metric("orders")
            .orElseThrow()
            .getLongSumData()
            .getPoints()
            .iterator()
            .next()
            .getValue());
  }

  @Test
  void jsonIsReadToTheLastDigit() {
    assertEquals(
        Map.of("a", List.of(1L, -0.0, 1.5, "\u00fc\n", true), "b", Map.of()),
        Json.parse(" {\"a\": [1, -0, 15e-1, \"\\u00fc\\n\", true], \"b\": {}} "));
    assertEquals(Long.MIN_VALUE, Json.parse("-9223372036854775808"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1,]", "{\"a\":1,\"a\":2}", "01", "\"\n\"", "NaN", "1 2", "\"\\x\""})
  void whatIsNoJsonIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Json.parse(text));
  }
}
