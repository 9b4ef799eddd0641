package dev.obs.testkit;

import dev.obs.spi.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A reader of settings that reads text as the kernel does.
final class SettingText {
  private SettingText() {}

  static Object read(Setting<?> setting, String text) {
    try {
      return switch (setting.shape()) {
        case SCALAR -> scalar(setting, text);
        case LIST -> Stream.of(text.split(",", -1)).map(part -> scalar(setting, part)).toList();
        case MAP -> map(setting, text);
        case SECTIONS -> throw new IllegalArgumentException("a sequence of mappings has no text");
      };
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(
          "setting " + setting + " cannot be read: expected " + setting.scalar().expected(), unfit);
    }
  }

  private static Object scalar(Setting<?> setting, String text) {
    return setting.scalar().read().apply(text.strip());
  }

  private static Map<String, Object> map(Setting<?> setting, String text) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String entry : text.split(",", -1)) {
      int equals = entry.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("expected name=value");
      }
      map.put(entry.substring(0, equals).strip(), scalar(setting, entry.substring(equals + 1)));
    }
    return map;
  }
}
