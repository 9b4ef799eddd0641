package dev.obs.codec;

import dev.obs.codec.OtlpFields.InstrumentationScope;
import dev.obs.codec.OtlpFields.Request;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Collection;

/// An encoder of a request except its records, the same for each signal.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
abstract class RequestEncoder<T> {
  final ProtoBuffer buffer;
  final AttributeEncoder attributes;
  private final Grouping<T> grouping;
  private final boolean inOrder;

  /// @param inOrder whether records stay in their order
  /// @param shortening the account of values that are nested too deeply
  RequestEncoder(ProtoBuffer buffer, Grouping<T> grouping, boolean inOrder, Shortening shortening) {
    this.buffer = buffer;
    this.grouping = grouping;
    this.inOrder = inOrder;
    attributes = new AttributeEncoder(buffer, shortening);
  }

  /// Writes the content of the message of one record.
  abstract void record(T item);

  /// Writes the number of recorded items that were not kept.
  final void dropped(int field, int recorded, int kept) {
    buffer.uint32(field, Math.max(0, recorded - kept));
  }

  final byte[] encode(Collection<? extends T> items) {
    try {
      (inOrder ? grouping.neighbours(items) : grouping.all(items)).forEach(this::resourceGroup);
      return buffer.toByteArray();
    } finally {
      buffer.reset(); // also after a getter threw, and so that a huge batch holds no memory
    }
  }

  private void resourceGroup(Grouping.ResourceGroup<T> group) {
    Resource resource = group.resource();
    int start = buffer.begin(Request.RESOURCE_GROUPS);
    int content = buffer.begin(OtlpFields.ResourceGroup.RESOURCE);
    attributes.attributes(OtlpFields.Resource.ATTRIBUTES, resource.getAttributes());
    buffer.end(content);
    group.scopes().forEach(this::scopeGroup);
    buffer.string(OtlpFields.ResourceGroup.SCHEMA_URL, resource.getSchemaUrl());
    buffer.end(start);
  }

  private void scopeGroup(Grouping.ScopeGroup<T> group) {
    InstrumentationScopeInfo scope = group.scope();
    int start = buffer.begin(OtlpFields.ResourceGroup.SCOPE_GROUPS);
    int content = buffer.begin(OtlpFields.ScopeGroup.SCOPE);
    buffer.repeatedString(InstrumentationScope.NAME, scope.getName());
    buffer.string(InstrumentationScope.VERSION, scope.getVersion());
    attributes.attributes(InstrumentationScope.ATTRIBUTES, scope.getAttributes());
    buffer.end(content);
    for (T item : group.records()) {
      int itemStart = buffer.begin(OtlpFields.ScopeGroup.RECORDS);
      record(item);
      buffer.end(itemStart);
    }
    buffer.string(OtlpFields.ScopeGroup.SCHEMA_URL, scope.getSchemaUrl());
    buffer.end(start);
  }
}
