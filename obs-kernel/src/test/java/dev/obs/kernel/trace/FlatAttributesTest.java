package dev.obs.kernel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.opentelemetry.api.common.AttributeKey;
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
