package dev.obs.codec;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A grouping of records by equal resource and scope, so that each of these is written once.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
abstract class Grouping<T> {

  abstract Resource resource(T item);

  abstract InstrumentationScopeInfo scope(T item);

  /// Returns the records in the order of the first appearance of their resource, then of their
  /// scope.
  final List<T> grouped(Collection<? extends T> items) {
    Map<Resource, Map<InstrumentationScopeInfo, List<T>>> groups = new LinkedHashMap<>();
    Resource lastResource = null;
    InstrumentationScopeInfo lastScope = null;
    List<T> group = List.of();
    for (T item : items) {
      Resource resource = resource(item);
      InstrumentationScopeInfo scope = scope(item);
      // neighbours usually share a group, and the hash code of a resource is computed each time
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
    List<T> all = new ArrayList<>(items.size());
    groups.values().forEach(scopes -> scopes.values().forEach(all::addAll));
    return all;
  }
}
