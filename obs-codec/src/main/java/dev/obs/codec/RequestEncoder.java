package dev.obs.codec;

import dev.obs.codec.OtlpFields.InstrumentationScope;
import dev.obs.codec.OtlpFields.Request;
import dev.obs.codec.OtlpFields.ResourceGroup;
import dev.obs.codec.OtlpFields.ScopeGroup;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Encodes what a request has around its records, which is the same for each signal: records are
/// grouped by resource, then by scope, and each resource and scope is written once.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
abstract class RequestEncoder<T> {
  final ProtoBuffer buffer;
  final AttributeEncoder attributes;

  RequestEncoder(ProtoBuffer buffer) {
    this.buffer = buffer;
    attributes = new AttributeEncoder(buffer);
  }

  abstract Resource resource(T item);

  abstract InstrumentationScopeInfo scope(T item);

  /// Writes the content of the message that stands for one record.
  abstract void record(T item);

  /// Writes how many of the recorded items are missing from those kept.
  final void dropped(int field, int recorded, int kept) {
    buffer.uint32(field, Math.max(0, recorded - kept));
  }

  final byte[] encode(Collection<? extends T> items) {
    buffer.clear();
    group(items).forEach(this::resourceGroup);
    return buffer.toByteArray();
  }

  private Map<Resource, Map<InstrumentationScopeInfo, List<T>>> group(
      Collection<? extends T> items) {
    Map<Resource, Map<InstrumentationScopeInfo, List<T>>> groups = new LinkedHashMap<>();
    Resource lastResource = null;
    InstrumentationScopeInfo lastScope = null;
    List<T> group = List.of();
    for (T item : items) {
      Resource resource = resource(item);
      InstrumentationScopeInfo scope = scope(item);
      // neighbours mostly are of one group, and the hash code of a resource is computed each time
      if (!resource.equals(lastResource) || !scope.equals(lastScope)) {
        group =
            groups
                .computeIfAbsent(resource, key -> new LinkedHashMap<>())
                .computeIfAbsent(scope, key -> new ArrayList<>());
        lastResource = resource;
        lastScope = scope;
      }
      group.add(item);
    }
    return groups;
  }

  private void resourceGroup(Resource resource, Map<InstrumentationScopeInfo, List<T>> scopes) {
    int start = buffer.begin(Request.RESOURCE_GROUPS);
    int content = buffer.begin(ResourceGroup.RESOURCE);
    attributes.attributes(OtlpFields.Resource.ATTRIBUTES, resource.getAttributes());
    buffer.end(content);
    scopes.forEach(this::scopeGroup);
    buffer.string(ResourceGroup.SCHEMA_URL, resource.getSchemaUrl());
    buffer.end(start);
  }

  private void scopeGroup(InstrumentationScopeInfo scope, List<T> items) {
    int start = buffer.begin(ResourceGroup.SCOPE_GROUPS);
    int content = buffer.begin(ScopeGroup.SCOPE);
    buffer.string(InstrumentationScope.NAME, scope.getName());
    buffer.string(InstrumentationScope.VERSION, scope.getVersion());
    attributes.attributes(InstrumentationScope.ATTRIBUTES, scope.getAttributes());
    buffer.end(content);
    for (T item : items) {
      int itemStart = buffer.begin(ScopeGroup.RECORDS);
      record(item);
      buffer.end(itemStart);
    }
    buffer.string(ScopeGroup.SCHEMA_URL, scope.getSchemaUrl());
    buffer.end(start);
  }
}
