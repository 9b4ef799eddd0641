package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.config.yaml.Place;
import dev.obs.spi.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergedValuesTest {
  private static final Origin FILE = Origin.at(new Place("telemetry.yaml", 1, 1));
  private static final Origin VARIABLE = Origin.environment("OTEL_X");
  private static final Setting<String> NAME = CoreSettings.SERVICE_NAME;
  private static final Setting<List<String>> LIST = CoreSettings.TRACE_EXPORTERS;
  private static final Setting<Map<String, String>> MAP = CoreSettings.RESOURCE_ATTRIBUTES;

  private static Layer layer(Setting<?> setting, SettingValue<?> value) {
    return new Layer(Map.of(setting.name(), value), Map.of(), Map.of());
  }

  private static Layer name(String name, Origin origin) {
    return layer(NAME, SettingValue.scalar(name, name, origin));
  }

  private static Layer list(Origin origin, String... names) {
    return layer(LIST, SettingValue.list(List.of(names), "", origin, List.of()));
  }

  private static Layer map(Origin origin, String... entries) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String entry : entries) {
      values.put(entry.substring(0, 1), entry.substring(2));
    }
    List<SettingValue.Row> rows =
        values.entrySet().stream()
            .map(entry ->
                new SettingValue.Row(
                    "." + entry.getKey(), entry.getValue(), "" + entry.getValue(), origin))
            .toList();
    return layer(MAP, SettingValue.map(values, origin, rows));
  }

  @Test
  void theStrongestLayerWins() {
    MergedValues values =
        MergedValues.of(
            List.of(name("file", FILE), name("variable", VARIABLE), name("code", Origin.CODE)));

    assertEquals(Optional.of("code"), values.get(NAME));
    assertEquals(Origin.CODE, values.find(NAME).orElseThrow().origin());
  }

  @Test
  void aKeyThatNoLayerSetsHasItsDefaultAndNoValue() {
    MergedValues values = MergedValues.of(List.of(Layer.EMPTY));

    assertEquals(Optional.empty(), values.find(NAME));
    assertEquals(Optional.of("unknown_service:java"), values.get(NAME));
    assertEquals(Optional.empty(), values.get(LIST));
    assertEquals(Origin.DEFAULT, values.origin(NAME.name()));
  }

  @Test
  void listsAreReplacedAsAWhole() {
    MergedValues values =
        MergedValues.of(List.of(list(FILE, "otlp", "zipkin"), list(VARIABLE, "zipkin")));

    assertEquals(Optional.of(List.of("zipkin")), values.get(LIST));
  }

  @Test
  void mappingsAreMergedEntryByEntryWithTheOriginOfEach() {
    MergedValues values =
        MergedValues.of(List.of(map(FILE, "a=file", "b=file"), map(VARIABLE, "b=variable")));
    SettingValue<Map<String, String>> merged = values.find(MAP).orElseThrow();

    assertEquals(Map.of("a", "file", "b", "variable"), merged.value());
    assertEquals(VARIABLE, merged.origin());
    assertEquals(
        List.of(FILE, VARIABLE), merged.rows().stream().map(SettingValue.Row::origin).toList());
  }

  @Test
  void aFurtherLayerLeavesTheValuesBelowItAsTheyAre() {
    MergedValues below = MergedValues.of(List.of(name("below", FILE), map(FILE, "a=1")));
    MergedValues above = below.with(name("above", FILE)).with(map(FILE, "b=2"));

    assertEquals(Optional.of("below"), below.get(NAME));
    assertEquals(Optional.of(Map.of("a", "1")), below.get(MAP));
    assertEquals(Optional.of("above"), above.get(NAME));
    assertEquals(Optional.of(Map.of("a", "1", "b", "2")), above.get(MAP));
  }

  @Test
  void aDeferredKeyIsSetButHasNoValue() {
    MergedValues values =
        MergedValues.of(List.of(new Layer(Map.of(), Map.of(NAME.name(), FILE), Map.of())));

    assertTrue(values.isSet(NAME.name()));
    assertTrue(values.isDeferred(NAME.name()));
    assertEquals(Optional.empty(), values.find(NAME));
    assertEquals(FILE, values.origin(NAME.name()));
    assertFalse(values.with(name("known", VARIABLE)).isDeferred(NAME.name()));
  }

  @Test
  void aSettingOfAnotherShapeIsRefused() {
    MergedValues values = MergedValues.of(List.of(name("shop", FILE)));
    Setting<List<String>> other = Setting.list(Setting.text(NAME.name()));

    assertThrows(IllegalArgumentException.class, () -> values.find(other));
  }

  @Test
  void theValuesCannotBeChanged() {
    MergedValues values = MergedValues.of(List.of(name("shop", FILE)));

    assertThrows(UnsupportedOperationException.class, () -> values.byKey().clear());
    assertEquals(Set.of(NAME.name()), values.byKey().keySet());
  }
}
