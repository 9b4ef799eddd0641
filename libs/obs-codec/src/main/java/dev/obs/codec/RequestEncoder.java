package dev.obs.codec;

import dev.obs.codec.OtlpFields.InstrumentationScope;
import dev.obs.codec.OtlpFields.Request;
import dev.obs.codec.OtlpFields.ResourceGroup;
import dev.obs.codec.OtlpFields.ScopeGroup;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// An encoder of a request except its records, the same for each signal: a group for each run of
/// records of equal resource, and in it one for each run of equal scope. Unless their order must be
/// kept, the records are grouped first, so that each resource and scope is written once.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
abstract class RequestEncoder<T> extends Grouping<T> {
  final ProtoBuffer buffer;
  final AttributeEncoder attributes;
  private final boolean inOrder;

  /// @param inOrder whether records stay in their order
  RequestEncoder(ProtoBuffer buffer, boolean inOrder) {
    this.buffer = buffer;
    this.inOrder = inOrder;
    attributes = new AttributeEncoder(buffer);
  }

  /// Writes the content of the message of one record.
  abstract void record(T item);

  /// Writes the number of recorded items that were not kept.
  final void dropped(int field, int recorded, int kept) {
    buffer.uint32(field, Math.max(0, recorded - kept));
  }

  final byte[] encode(Collection<? extends T> items) {
    try {
      List<T> ordered = inOrder ? new ArrayList<>(items) : grouped(items);
      for (int i = 0; i < ordered.size(); ) {
        i = resourceGroup(ordered, i);
      }
      return buffer.toByteArray();
    } finally {
      buffer.reset(); // also after a getter threw, and so that a huge batch holds no memory
    }
  }

  /// Writes the records from the given index that share a resource.
  ///
  /// @return the index after them
  private int resourceGroup(List<T> items, int from) {
    Resource resource = resource(items.get(from));
    int start = buffer.begin(Request.RESOURCE_GROUPS);
    int content = buffer.begin(ResourceGroup.RESOURCE);
    attributes.attributes(OtlpFields.Resource.ATTRIBUTES, resource.getAttributes());
    buffer.end(content);
    int i = from;
    do {
      i = scopeGroup(items, i, resource);
    } while (i < items.size() && resource(items.get(i)).equals(resource));
    buffer.string(ResourceGroup.SCHEMA_URL, resource.getSchemaUrl());
    buffer.end(start);
    return i;
  }

  /// Writes the records from the given index that share a resource and scope.
  ///
  /// @return the index after them
  private int scopeGroup(List<T> items, int from, Resource resource) {
    InstrumentationScopeInfo scope = scope(items.get(from));
    int start = buffer.begin(ResourceGroup.SCOPE_GROUPS);
    int content = buffer.begin(ScopeGroup.SCOPE);
    buffer.string(InstrumentationScope.NAME, scope.getName());
    buffer.string(InstrumentationScope.VERSION, scope.getVersion());
    attributes.attributes(InstrumentationScope.ATTRIBUTES, scope.getAttributes());
    buffer.end(content);
    int i = from;
    do {
      int itemStart = buffer.begin(ScopeGroup.RECORDS);
      record(items.get(i));
      buffer.end(itemStart);
      i++;
    } while (i < items.size()
        && scope(items.get(i)).equals(scope)
        && resource(items.get(i)).equals(resource));
    buffer.string(ScopeGroup.SCHEMA_URL, scope.getSchemaUrl());
    buffer.end(start);
    return i;
  }
}
