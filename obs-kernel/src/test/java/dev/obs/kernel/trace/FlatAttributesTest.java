package dev.obs.kernel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatAttributesTest {
  private static final int NAMES = 700;

  /// A map is the oracle, for few names that are searched and for many that have an index.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 16, 17, 100, 1_000})
  void holdWhatAMapHolds(int limit) {
    Random random = new Random(limit);
    FlatAttributes attributes = new FlatAttributes();
    Map<String, Object> oracle = new LinkedHashMap<>();
    int dropped = 0;
    for (long i = 0; i < 5_000; i++) {
      String name = "key" + random.nextInt(NAMES);
      attributes.put(AttributeKey.longKey(name), i, limit, Integer.MAX_VALUE);
      if (oracle.containsKey(name) || oracle.size() < limit) {
        oracle.put(name, i);
      } else {
        dropped++;
      }
    }
    Map<String, Object> held = new LinkedHashMap<>();
    attributes.forEach((key, value) -> held.put(key.getKey(), value));
    assertEquals(List.copyOf(oracle.entrySet()), List.copyOf(held.entrySet()));
    assertEquals(oracle.size() + dropped, attributes.total());
    for (int i = 0; i < NAMES; i++) {
      assertEquals(oracle.get("key" + i), attributes.value("key" + i));
      assertNull(attributes.get(AttributeKey.stringKey("key" + i)), "of another type");
    }
  }

  /// The SDK's builder is the oracle.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 16, 17, 100})
  void areSortedByName(int size) {
    FlatAttributes attributes = new FlatAttributes();
    AttributesBuilder oracle = Attributes.builder();
    Random random = new Random(size);
    for (long i = 0; i < size; i++) {
      AttributeKey<Long> key = AttributeKey.longKey("key" + random.nextInt(2 * size));
      attributes.put(key, i, size, Integer.MAX_VALUE);
      oracle.put(key, i);
    }
    FlatAttributes more = attributes.copy();
    assertEquals(entries(oracle.build()), entries(attributes.sorted()));
    attributes.forEach((key, value) -> assertEquals(value, attributes.get(key)));
    AttributeKey<String> first = AttributeKey.stringKey("a");
    AttributeKey<Value<?>> last = AttributeKey.valueKey("z");
    more.put(last, Value.of("typed"), 1_000, Integer.MAX_VALUE);
    more.put(first, "text", 1_000, Integer.MAX_VALUE);
    oracle.put(first, "text").put(last, Value.of("typed"));
    assertEquals(entries(oracle.build()), entries(more.sorted()));
    assertEquals(more.size(), attributes.size() + 2);
  }

  private static List<String> entries(Attributes attributes) {
    List<String> entries = new ArrayList<>();
    attributes.forEach((key, value) -> entries.add(key.getType() + " " + key + "=" + value));
    return entries;
  }

  @Test
  void namesOfOneHashAreToldApart() {
    FlatAttributes attributes = new FlatAttributes();
    List<String> names = new ArrayList<>(List.of(""));
    for (int i = 0; i < 6; i++) {
      names = names.stream().flatMap(name -> List.of(name + "Aa", name + "BB").stream()).toList();
    }
    for (String name : names) {
      attributes.put(AttributeKey.stringKey(name), name, 100, Integer.MAX_VALUE);
    }
    assertEquals(64, attributes.size());
    for (String name : names) {
      assertEquals(name, attributes.get(AttributeKey.stringKey(name)));
    }
  }

  @Test
  void keysOfShortNamesAreKept() {
    assertSame(KeyCache.TEXTS.key("http.route"), KeyCache.TEXTS.key(new String("http.route")));
    String longest = "x".repeat(129);
    assertNotSame(KeyCache.TEXTS.key(longest), KeyCache.TEXTS.key(longest));
    assertEquals(AttributeKey.stringKey(longest), KeyCache.TEXTS.key(longest));
  }
}
