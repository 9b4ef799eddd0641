package dev.obs.exporter.elasticsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Random records as Jackson reads their documents.
class RandomRecordsTest {
  private static final int RECORDS = 20_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final DateTimeFormatter NANOSECONDS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();
  private static final Target TARGET = new Target("logs", List.of());

  private final Random random = new Random(1);
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, Object> labels = new LinkedHashMap<>();

  @Test
  void aDocumentHasTheValuesOfItsRecord() throws Exception {
    EcsEncoder encoder = new EcsEncoder(TARGET, Shortening.uncounted());
    JsonWriter json = new JsonWriter();
    for (int i = 0; i < RECORDS; i++) {
      encoder.encode(record(), json);
      fields.put("labels", labels);
      assertEquals(fields, JSON.readValue(json.toByteArray(), Map.class));
      json.reset();
    }
  }

  /// Makes a record and the fields and labels of its document.
  private LogRecordData record() {
    fields.clear();
    labels.clear();
    long seconds = random.nextLong(9_000_000_000L);
    long nanos = random.nextLong(1_000_000_000L);
    Instant time = Instant.ofEpochSecond(seconds, nanos + 1);
    Instant observed = random.nextBoolean() ? time : time.plusSeconds(random.nextInt(100_000));
    String body = text();
    fields.put("@timestamp", NANOSECONDS.format(time));
    fields.put("event.created", NANOSECONDS.format(observed));
    fields.put("ecs.version", "8.17.0");
    fields.put("log.logger", "logger");
    fields.put("message", body);
    return TestLogRecordData.builder()
        .setInstrumentationScopeInfo(
            InstrumentationScopeInfo.builder("logger")
                .setAttributes(attributes("scope", Map.of()))
                .build())
        .setTimestamp(time)
        .setObservedTimestamp(observed)
        .setBody(body)
        .setAttributes(attributes("log", Map.of("thread.id", "process.thread.id")))
        .setResource(
            Resource.create(attributes("resource", Map.of("host.arch", "host.architecture"))))
        .build();
  }

  private Attributes attributes(String source, Map<String, String> known) {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = random.nextInt(5); i > 0; i--) {
      // more names than the encoder keeps
      String name = source + '.' + random.nextInt(2_000) + '.' + i;
      labels.put(name.replace('.', '_'), value(name, attributes));
    }
    known.forEach((name, field) -> {
      if (name.equals("thread.id") && random.nextBoolean()) {
        long number = random.nextLong();
        attributes.put(name, number);
        fields.put(field, number);
      } else {
        Object value = value(name, attributes);
        boolean text = !name.equals("thread.id");
        (text ? fields : labels).put(text ? field : name.replace('.', '_'), value);
      }
    });
    return attributes.build();
  }

  /// Adds an attribute that is not a whole number and returns its value in the document.
  private Object value(String name, AttributesBuilder attributes) {
    switch (random.nextInt(4)) {
      case 0 -> {
        boolean value = random.nextBoolean();
        attributes.put(name, value);
        return Boolean.toString(value);
      }
      case 1 -> {
        double value = random.nextGaussian();
        attributes.put(name, value);
        return Double.toString(value);
      }
      case 2 -> {
        String first = text();
        String second = text();
        attributes.put(name, first, second);
        return List.of(first, second);
      }
      default -> {
        String value = text();
        attributes.put(name, value);
        return value;
      }
    }
  }

  /// Returns text of all planes, half of the time with plain characters before the others.
  private String text() {
    String plain = "x".repeat(random.nextInt(20));
    return (random.nextBoolean() ? plain : "")
        + random
            .ints(random.nextInt(6), 0, 0x11_0000)
            .map(character -> random.nextBoolean() ? character % 0xD0 : character)
            .filter(character -> character < 0xD800 || character > 0xDFFF)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
  }
}
