package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonWriter;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.Validation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The destination of the documents.
///
/// @param name the data stream, index or alias
/// @param parts type, dataset and namespace of a data stream that follows [Elastic's naming
///   scheme](https://www.elastic.co/docs/reference/ecs/ecs-data_stream), else empty
record Target(String name, List<String> parts) {
  private static final Pattern SCHEME = Pattern.compile("([^-]+)-([^-]+)-(.+)");
  // https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-indices-create
  private static final Pattern FORBIDDEN = Pattern.compile("[\\\\/*?\"<>| ,#:\\p{Cntrl}\\p{Lu}]");
  private static final Pattern FORBIDDEN_START = Pattern.compile("^[-_+.]");
  private static final int MAX_BYTES = 255;

  static Target of(Settings settings) throws SettingException {
    requireOne(settings);
    Optional<String> index = settings.find(ElasticsearchSettings.INDEX);
    if (index.isPresent()) {
      requireName(ElasticsearchSettings.INDEX, index.get());
      return new Target(index.get(), List.of());
    }
    // Elasticsearch's own templates know the two layouts by these names
    boolean otel = ElasticsearchSettings.OTEL.equals(settings.get(ElasticsearchSettings.LAYOUT));
    String name =
        settings
            .find(ElasticsearchSettings.DATA_STREAM)
            .orElse(otel ? "logs-obs.otel-default" : "logs-obs-default");
    requireName(ElasticsearchSettings.DATA_STREAM, name);
    return new Target(name, parts(name));
  }

  /// Finds all settings that [#of] refuses.
  static void validate(Settings settings, Validation validation) {
    validation.check(() -> requireOne(settings));
    for (Setting<String> each :
        List.of(ElasticsearchSettings.INDEX, ElasticsearchSettings.DATA_STREAM)) {
      settings.find(each).ifPresent(name -> validation.check(() -> requireName(each, name)));
    }
  }

  private static void requireOne(Settings settings) throws SettingException {
    if (settings.find(ElasticsearchSettings.INDEX).isPresent()
        && settings.find(ElasticsearchSettings.DATA_STREAM).isPresent()) {
      throw new SettingException(
          ElasticsearchSettings.INDEX, "index and data_stream exclude each other; remove one");
    }
  }

  /// The segment of a path that stands for a name. Names may have characters that addresses may
  /// not, such as `{` and `%`.
  static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /// Writes the fields with the parts of a data stream's name.
  void writeTo(JsonWriter json) {
    if (!parts.isEmpty()) {
      json.name("data_stream.type").value(parts.get(0));
      json.name("data_stream.dataset").value(parts.get(1));
      json.name("data_stream.namespace").value(parts.get(2));
    }
  }

  private static void requireName(Setting<String> setting, String name) throws SettingException {
    if (name.isEmpty()
        || FORBIDDEN.matcher(name).find()
        || FORBIDDEN_START.matcher(name).find()
        || name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new SettingException(
          setting,
          "'"
              + name
              + "' is invalid for Elasticsearch: expected lower-case letters, digits, '-', '_' and"
              + " '.', starting with a letter or digit, up to 255 bytes");
    }
  }

  private static List<String> parts(String name) {
    var match = SCHEME.matcher(name);
    return match.matches() ? List.of(match.group(1), match.group(2), match.group(3)) : List.of();
  }
}
