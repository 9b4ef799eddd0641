package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows the defaults of settings.
final class Defaults {
  private Defaults() {}

  /// The default for people, empty if there is none.
  static String show(Setting<?> setting) {
    if (setting.fallback().isEmpty()) {
      return "";
    }
    Object fallback = setting.fallback().get();
    List<String> shown = new ArrayList<>();
    switch (setting.shape()) {
      case SCALAR -> shown.add(Parsed.show(setting.scalar(), fallback));
      case LIST -> {
        for (Object element : (List<?>) fallback) {
          shown.add(Parsed.show(setting.scalar(), element));
        }
      }
      case MAP ->
          ((Map<?, ?>) fallback)
              .forEach(
                  (name, value) -> shown.add(name + "=" + Parsed.show(setting.scalar(), value)));
      case SECTIONS -> {
        int count = ((List<?>) fallback).size();
        if (count > 0) {
          shown.add(count + " built in");
        }
      }
    }
    return String.join(", ", shown);
  }
}
