package dev.obs.exporter.prometheus;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An encoder of attributes as labels.
///
/// Attributes whose names map to the same label have their values joined by `;` in the order of the
/// names. A label without a value is left out: to Prometheus it equals an absent one.
final class LabelEncoder {
  private static final String SCOPE = "otel_scope_";
  private static final String NAME = SCOPE + "name";
  private static final String VERSION = SCOPE + "version";
  private static final String SCHEMA_URL = SCOPE + "schema_url";

  private final TreeMap<String, TreeMap<String, String>> labels = new TreeMap<>();
  private final Naming naming;
  private final String ownLabel;

  private LabelEncoder(Naming naming, String ownLabel) {
    this.naming = naming;
    this.ownLabel = ownLabel;
  }

  /// Encodes the labels of a resource.
  static byte[] encode(Naming naming, Attributes attributes) {
    LabelEncoder encoder = new LabelEncoder(naming, "");
    attributes.forEach((key, value) -> encoder.add(key.getKey(), text(key, value)));
    return encoder.encode();
  }

  /// Encodes the labels of a point.
  ///
  /// @param ownLabel see [Kind#ownLabel]; an attribute of that name becomes `exported_` + name
  static byte[] encode(
      Naming naming, InstrumentationScopeInfo scope, Attributes attributes, String ownLabel) {
    LabelEncoder encoder = new LabelEncoder(naming, ownLabel);
    encoder.add(NAME, scope.getName());
    encoder.add(VERSION, scope.getVersion());
    encoder.add(SCHEMA_URL, scope.getSchemaUrl());
    scope.getAttributes().forEach((key, value) -> encoder.addOfScope(key, value));
    attributes.forEach((key, value) -> encoder.add(key.getKey(), text(key, value)));
    return encoder.encode();
  }

  /// Returns an attribute's value as the specification's "AnyValue representation for non-OTLP
  /// protocols" defines it.
  static String text(AttributeKey<?> key, Object value) {
    return switch (key.getType()) {
      case STRING, BOOLEAN, LONG, DOUBLE -> value.toString();
      case VALUE -> ((Value<?>) value).asString();
      case STRING_ARRAY, BOOLEAN_ARRAY, LONG_ARRAY, DOUBLE_ARRAY -> array((List<?>) value);
    };
  }

  private static String array(List<?> elements) {
    Value<?>[] values = new Value<?>[elements.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (elements.get(i)) {
            case null -> Value.empty();
            case Boolean truth -> Value.of(truth);
            case Long number -> Value.of(number);
            case Double number -> Value.of(number);
            case Object other -> Value.of(other.toString());
          };
    }
    return Value.of(values).asString();
  }

  private void addOfScope(AttributeKey<?> key, Object value) {
    String label = naming.label(SCOPE + key.getKey());
    if (!label.equals(NAME) && !label.equals(VERSION) && !label.equals(SCHEMA_URL)) {
      add(SCOPE + key.getKey(), text(key, value));
    }
  }

  private void add(String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      String clean = naming.label(key);
      String label = clean.equals(ownLabel) ? "exported_" + clean : clean;
      labels.computeIfAbsent(label, added -> new TreeMap<>()).put(key, value);
    }
  }

  private byte[] encode() {
    PageBuffer buffer = new PageBuffer(128);
    for (Map.Entry<String, TreeMap<String, String>> label : labels.entrySet()) {
      if (buffer.size() > 0) {
        buffer.put(',');
      }
      buffer.label(label.getKey(), String.join(";", label.getValue().values()));
    }
    return buffer.toByteArray();
  }
}
