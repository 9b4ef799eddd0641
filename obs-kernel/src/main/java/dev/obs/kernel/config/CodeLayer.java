package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.spi.Setting;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the layer of the settings that code gives by full key; an entry of a mapping has its name
/// behind the key.
final class CodeLayer {
  private final Schema schema;
  private final @Nullable String excuse;
  private final LayerBuilder layer = new LayerBuilder();

  private CodeLayer(Schema schema, @Nullable String excuse) {
    this.schema = schema;
    this.excuse = excuse;
  }

  /// Reads all settings, sorted, so that errors come in the same order each time.
  ///
  /// @param excuse the excuse for a key that nothing declares and that resembles no other, or null
  static Reading read(Schema schema, Map<String, String> code, @Nullable String excuse) {
    CodeLayer reader = new CodeLayer(schema, excuse);
    new TreeMap<>(code).forEach(reader::read);
    return reader.layer.build();
  }

  private void read(String name, String text) {
    TextValues reader =
        new TextValues(
            false,
            layer.secrets(),
            complaint -> layer.add(Finding.error(Origin.CODE, name + ": " + complaint)));
    Schema.Key key = schema.key(name);
    Schema.Key map = key == null ? mapAbove(name) : null;
    if (key != null) {
      put(key, reader.read(key, text, Origin.CODE));
    } else if (map != null) {
      String entry = name.substring(map.name().length() + 1);
      put(map, reader.entry(map, entry, text, Origin.CODE));
    } else {
      unknown(name);
    }
  }

  private void put(Schema.Key key, @Nullable SettingValue<?> value) {
    if (value != null) {
      layer.put(key.name(), value);
    }
  }

  private Schema.@Nullable Key mapAbove(String name) {
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      Schema.Key key = schema.key(name.substring(0, dot));
      if (key != null) {
        return key.setting().shape() == Setting.Shape.MAP ? key : null;
      }
    }
    return null;
  }

  private void unknown(String name) {
    if (schema.at(name) instanceof Schema.Absent absent) {
      layer.add(
          Finding.notice(
              Origin.CODE,
              Echo.clean(name) + " is set but " + KnownModules.remedy(absent.module())));
      return;
    }
    String nearest = Suggestions.nearest(name, schema.names());
    if (nearest == null && excuse != null) {
      layer.add(
          Finding.notice(
              Origin.CODE, "unknown key " + Echo.quote(name) + " is ignored, " + excuse));
      return;
    }
    layer.add(
        Finding.error(
            Origin.CODE,
            "unknown key "
                + Echo.quote(name)
                + (nearest == null ? "" : "; did you mean '" + nearest + "'?")));
  }
}
