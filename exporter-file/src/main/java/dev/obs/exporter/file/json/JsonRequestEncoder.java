package dev.obs.exporter.file.json;

import dev.obs.codec.Grouping;
import dev.obs.codec.JsonWriter;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Collection;

/// An encoder of a request as JSON, except its records: a group for each resource, and in it one
/// for each scope.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
abstract class JsonRequestEncoder<T> {
  final OtlpJson json;
  final JsonAttributeEncoder attributes;
  private final JsonWriter writer;
  private final Grouping<T> grouping;
  private final String resourceGroups;
  private final String scopeGroups;
  private final String records;

  /// @param resourceGroups the request's one field
  /// @param scopeGroups the scope groups' name in a group of one resource
  /// @param records the records' name in a group of one scope
  JsonRequestEncoder(
      OtlpJson json,
      Grouping<T> grouping,
      String resourceGroups,
      String scopeGroups,
      String records) {
    this.json = json;
    this.grouping = grouping;
    this.resourceGroups = resourceGroups;
    this.scopeGroups = scopeGroups;
    this.records = records;
    writer = json.writer;
    attributes = new JsonAttributeEncoder(json);
  }

  /// Writes the fields of one record.
  abstract void record(T item);

  final byte[] encode(Collection<? extends T> items) {
    try {
      writer.beginObject();
      json.messages(resourceGroups, grouping.all(items), this::resourceGroup);
      writer.endObject();
      return writer.toByteArray();
    } finally {
      writer.reset(); // also after a getter threw, and so that a huge batch holds no memory
    }
  }

  private void resourceGroup(Grouping.ResourceGroup<T> group) {
    Resource resource = group.resource();
    writer.name("resource").beginObject();
    attributes.attributes("attributes", resource.getAttributes());
    writer.endObject();
    json.messages(scopeGroups, group.scopes(), this::scopeGroup);
    json.string("schemaUrl", resource.getSchemaUrl());
  }

  private void scopeGroup(Grouping.ScopeGroup<T> group) {
    InstrumentationScopeInfo scope = group.scope();
    writer.name("scope").beginObject();
    json.string("name", scope.getName());
    json.string("version", scope.getVersion());
    attributes.attributes("attributes", scope.getAttributes());
    writer.endObject();
    json.messages(records, group.records(), this::record);
    json.string("schemaUrl", scope.getSchemaUrl());
  }
}
