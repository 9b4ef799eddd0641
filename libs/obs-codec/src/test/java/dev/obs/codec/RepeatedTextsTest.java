package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A text is written alike however often it came before, and whatever came in between.
class RepeatedTextsTest {
  private static final int ROUNDS = 20_000;

  private static byte[] written(ProtoBuffer buffer, int field, String text, boolean repeated) {
    buffer.reset();
    if (repeated) {
      buffer.repeatedString(field, text);
    } else {
      buffer.string(field, text);
    }
    return buffer.toByteArray();
  }

  @Test
  void isWrittenAlikeEachTime() {
    String longest = "x".repeat(RepeatedTexts.LONGEST);
    List<String> texts =
        Stream.concat(
                Stream.of(
                    "", "AaAa", "BBBB", "AaBB", longest, longest + "y", "äßéλЖ", "😀", "\ud800"),
                IntStream.range(0, 600).mapToObj(i -> "key" + i))
            .toList();
    ProtoBuffer plain = new ProtoBuffer();
    ProtoBuffer repeating = new ProtoBuffer();
    Random random = new Random(5);
    for (int i = 0; i < ROUNDS; i++) {
      // few of them often, the others seldom
      String text = texts.get((int) (texts.size() * Math.pow(random.nextDouble(), 3)));
      int field = random.nextBoolean() ? 1 : 20;
      assertArrayEquals(
          written(plain, field, text, false), written(repeating, field, text, true), text);
    }
  }

  @Test
  void batchesAreEncodedAlikeEachTime() {
    RandomTelemetry random = new RandomTelemetry(11);
    List<SpanData> batch = Stream.generate(random::span).limit(200).toList();
    OtlpEncoder encoder = new OtlpEncoder();
    byte[] first = encoder.traces(batch);
    for (int i = 0; i < 5; i++) {
      assertArrayEquals(first, encoder.traces(batch));
    }
    assertArrayEquals(first, new OtlpEncoder().traces(batch));
  }

  @Test
  void aTextThatComesOnceIsNotKept() {
    RepeatedTexts texts = new RepeatedTexts();
    assertEquals(false, texts.isWorthKeeping("a"));
    assertEquals(true, texts.isWorthKeeping("a"));
    String longer = "x".repeat(RepeatedTexts.LONGEST + 1);
    assertEquals(false, texts.isWorthKeeping(longer));
    assertEquals(false, texts.isWorthKeeping(longer));
  }
}
