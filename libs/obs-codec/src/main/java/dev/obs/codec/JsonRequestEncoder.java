package dev.obs.codec;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Collection;
import java.util.List;

/// An encoder of a request as JSON, except its records: a group for each resource, and in it one
/// for each scope.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
abstract class JsonRequestEncoder<T> extends Grouping<T> {
  final OtlpJson json;
  final JsonAttributeEncoder attributes;
  private final JsonWriter writer;
  private final String resourceGroups;
  private final String scopeGroups;
  private final String records;

  /// @param resourceGroups the request's one field
  /// @param scopeGroups the scope groups' name in a group of one resource
  /// @param records the records' name in a group of one scope
  JsonRequestEncoder(OtlpJson json, String resourceGroups, String scopeGroups, String records) {
    this.json = json;
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
      request(grouped(items));
      return writer.toByteArray();
    } finally {
      writer.reset(); // also after a getter threw, and so that a huge batch holds no memory
    }
  }

  private void request(List<T> items) {
    writer.beginObject();
    if (!items.isEmpty()) {
      writer.name(resourceGroups).beginArray();
      for (int i = 0; i < items.size(); ) {
        i = resourceGroup(items, i);
      }
      writer.endArray();
    }
    writer.endObject();
  }

  /// Writes the records from the given index that share a resource.
  ///
  /// @return the index after them
  private int resourceGroup(List<T> items, int from) {
    Resource resource = resource(items.get(from));
    writer.beginObject().name("resource").beginObject();
    attributes.attributes("attributes", resource.getAttributes());
    writer.endObject().name(scopeGroups).beginArray();
    int i = from;
    do {
      i = scopeGroup(items, i, resource);
    } while (i < items.size() && resource(items.get(i)).equals(resource));
    writer.endArray();
    json.string("schemaUrl", resource.getSchemaUrl());
    writer.endObject();
    return i;
  }

  /// Writes the records from the given index that share a resource and scope.
  ///
  /// @return the index after them
  private int scopeGroup(List<T> items, int from, Resource resource) {
    InstrumentationScopeInfo scope = scope(items.get(from));
    writer.beginObject().name("scope").beginObject();
    json.string("name", scope.getName());
    json.string("version", scope.getVersion());
    attributes.attributes("attributes", scope.getAttributes());
    writer.endObject().name(records).beginArray();
    int i = from;
    do {
      writer.beginObject();
      record(items.get(i));
      writer.endObject();
      i++;
    } while (i < items.size()
        && scope(items.get(i)).equals(scope)
        && resource(items.get(i)).equals(resource));
    writer.endArray();
    json.string("schemaUrl", scope.getSchemaUrl());
    writer.endObject();
    return i;
  }
}
