package dev.obs.exporter.elasticsearch;

import dev.obs.spi.ExtensionContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.HashSet;
import java.util.Set;

/// The account of fields that were left out of documents, by their names, of which there may be any
/// number. Not thread-safe.
final class RefusedFields {
  private static final int NAMES = 32;
  private static final String OTHER = "other";
  private static final AttributeKey<String> FIELD = AttributeKey.stringKey("field");

  private final System.Logger logger;
  private final LongCounter counter;
  private final Set<String> names = new HashSet<>();

  RefusedFields(ExtensionContext context) {
    logger = context.logger();
    counter =
        context
            .meter()
            .counterBuilder("obs.elasticsearch.fields.refused")
            .setUnit("{field}")
            .setDescription("Fields that Elasticsearch refused and documents were stored without.")
            .build();
  }

  /// Counts a field of a document that was stored without it.
  void count(String field) {
    boolean named = names.contains(field) || (names.size() < NAMES && names.add(field));
    counter.add(1, Attributes.of(FIELD, named ? field : OTHER));
    logger.log(
        System.Logger.Level.WARNING,
        "documents are stored without fields that Elasticsearch refuses, such as {0}",
        field.equals(RefusedField.ALL_ATTRIBUTES) ? "all attributes" : field);
  }
}
