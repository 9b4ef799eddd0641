package dev.obs.codec;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A grouping of records by equal resource and, within it, equal instrumentation scope, so that an
/// encoder writes each of these once.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
public final class Grouping<T> {
  /// The grouping of spans.
  public static final Grouping<SpanData> SPANS =
      new Grouping<>(SpanData::getResource, SpanData::getInstrumentationScopeInfo);

  /// The grouping of metrics.
  public static final Grouping<MetricData> METRICS =
      new Grouping<>(MetricData::getResource, MetricData::getInstrumentationScopeInfo);

  /// The grouping of log records.
  public static final Grouping<LogRecordData> LOGS =
      new Grouping<>(LogRecordData::getResource, LogRecordData::getInstrumentationScopeInfo);

  private final Function<T, Resource> resource;
  private final Function<T, InstrumentationScopeInfo> scope;

  private Grouping(Function<T, Resource> resource, Function<T, InstrumentationScopeInfo> scope) {
    this.resource = resource;
    this.scope = scope;
  }

  /// The records of one resource.
  public record ResourceGroup<T>(Resource resource, List<ScopeGroup<T>> scopes) {}

  /// The records of one resource and scope.
  public record ScopeGroup<T>(InstrumentationScopeInfo scope, List<T> records) {}

  /// Groups all records, in the order of the first appearance of their resource, then of their
  /// scope.
  public List<ResourceGroup<T>> all(Collection<? extends T> records) {
    Map<Resource, Map<InstrumentationScopeInfo, List<T>>> groups = new LinkedHashMap<>();
    Resource lastResource = null;
    InstrumentationScopeInfo lastScope = null;
    List<T> group = List.of();
    for (T item : records) {
      Resource resource = this.resource.apply(item);
      InstrumentationScopeInfo scope = this.scope.apply(item);
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
    List<ResourceGroup<T>> all = new ArrayList<>(groups.size());
    groups.forEach((resource, scopes) -> {
      List<ScopeGroup<T>> ofResource = new ArrayList<>(scopes.size());
      scopes.forEach((scope, items) -> ofResource.add(new ScopeGroup<>(scope, items)));
      all.add(new ResourceGroup<>(resource, ofResource));
    });
    return all;
  }

  /// Groups neighbours only, so that the records stay in their order.
  public List<ResourceGroup<T>> neighbours(Collection<? extends T> records) {
    List<ResourceGroup<T>> groups = new ArrayList<>();
    for (T item : records) {
      Resource resource = this.resource.apply(item);
      if (groups.isEmpty() || !groups.getLast().resource().equals(resource)) {
        groups.add(new ResourceGroup<>(resource, new ArrayList<>()));
      }
      List<ScopeGroup<T>> scopes = groups.getLast().scopes();
      InstrumentationScopeInfo scope = this.scope.apply(item);
      if (scopes.isEmpty() || !scopes.getLast().scope().equals(scope)) {
        scopes.add(new ScopeGroup<>(scope, new ArrayList<>()));
      }
      scopes.getLast().records().add(item);
    }
    return groups;
  }
}
