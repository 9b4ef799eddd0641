package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.spi.Setting;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the values of settings from one text, as code and environment variables give them: lists
/// with commas, mappings as `name=value,name=value` with percent-encoding.
final class TextValues {
  private final boolean environment;
  private final Secrets secrets;
  private final Consumer<String> complaints;

  /// @param environment whether the text comes from an environment variable
  /// @param secrets takes note of the secrets that are read
  /// @param complaints gets a message for each text that does not fit
  TextValues(boolean environment, Secrets secrets, Consumer<String> complaints) {
    this.environment = environment;
    this.secrets = secrets;
    this.complaints = complaints;
  }

  /// The value, or null if the text does not fit.
  @Nullable SettingValue<?> read(Schema.Key key, String text, Origin origin) {
    Setting<?> setting = key.setting();
    return switch (setting.shape()) {
      case SCALAR -> {
        Parsed parsed = parse(setting, text);
        yield parsed == null ? null : SettingValue.scalar(parsed.value(), parsed.shown(), origin);
      }
      case LIST -> list(setting, text, origin);
      case MAP -> map(setting, text, origin);
      case SECTIONS -> {
        complaints.accept("a list of mappings can only be set in the file");
        yield null;
      }
    };
  }

  /// One entry of a mapping.
  @Nullable SettingValue<?> entry(Schema.Key key, String name, String text, Origin origin) {
    String refusal = Parsed.refusal(key.setting(), name);
    if (refusal != null) {
      complaints.accept(refusal);
    }
    Parsed parsed = refusal == null ? parse(key.setting(), text) : null;
    return parsed == null
        ? null
        : SettingValue.map(
            Map.of(name, parsed.value()), origin, List.of(row(name, parsed, origin)));
  }

  private @Nullable Parsed parse(Setting<?> setting, String text) {
    Parsed parsed =
        environment
            ? Parsed.environment(setting.scalar(), text)
            : Parsed.file(setting.scalar(), text);
    if (parsed == null) {
      complaints.accept(
          "expected "
              + Parsed.expected(setting.scalar(), environment)
              + ", found "
              + Secrets.echo(setting.scalar(), text));
    } else {
      secrets.note(parsed, text);
    }
    return parsed;
  }

  private @Nullable SettingValue<?> list(Setting<?> setting, String text, Origin origin) {
    List<Object> values = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    List<Origin> places = new ArrayList<>();
    for (String element : text.split(",", -1)) {
      if (!element.isBlank()) {
        Parsed parsed = parse(setting, element.strip());
        if (parsed != null) {
          values.add(parsed.value());
          shown.add(parsed.shown());
          places.add(origin);
        }
      }
    }
    return environment && values.isEmpty()
        ? null
        : SettingValue.list(values, String.join(", ", shown), origin, places);
  }

  /// By the specification one bad entry spoils the whole text. The text is not repeated: it may
  /// hold credentials.
  private @Nullable SettingValue<?> map(Setting<?> setting, String text, Origin origin) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<SettingValue.Row> rows = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      if (entry.isBlank()) {
        continue;
      }
      int equals = entry.indexOf('=');
      String name = equals < 0 ? null : percentDecode(entry.substring(0, equals).strip());
      String value = equals < 0 ? null : percentDecode(entry.substring(equals + 1).strip());
      Parsed parsed =
          name == null || name.isEmpty() || value == null ? null : parse(setting, value);
      if (name == null || parsed == null) {
        complaints.accept("expected name=value,name=value with percent-encoding");
        return null;
      }
      String refusal = Parsed.refusal(setting, name);
      if (refusal != null) {
        complaints.accept(refusal);
        return null;
      }
      values.put(name, parsed.value());
      rows.add(row(name, parsed, origin));
    }
    return SettingValue.map(values, origin, rows);
  }

  private static SettingValue.Row row(String name, Parsed parsed, Origin origin) {
    return new SettingValue.Row("." + Echo.clean(name), parsed.value(), parsed.shown(), origin);
  }

  /// RFC 3986 over UTF-8; unlike in forms, `+` is itself. Null if it is malformed.
  static @Nullable String percentDecode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.put(bytes[i]);
        continue;
      }
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      out.put((byte) (high * 16 + low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }
}
