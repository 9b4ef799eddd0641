package dev.obs.kernel.runtime;

import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lanes of the open sinks, by signal and by type of the sink, in the order in which they were
/// added. Not thread-safe.
final class SinkLanes {
  private final Map<Signal<?>, Map<String, Lane<?>>> bySignal = new LinkedHashMap<>();

  <T> void add(Signal<T> signal, String sink, Lane<T> lane) {
    bySignal.computeIfAbsent(signal, unused -> new LinkedHashMap<>()).put(sink, lane);
  }

  /// The lanes of a signal, by type of the sink.
  @SuppressWarnings("unchecked") // add takes lanes of the signal's own type
  <T> Map<String, Lane<T>> of(Signal<T> signal) {
    Map<String, Lane<T>> lanes = new LinkedHashMap<>();
    bySignal
        .getOrDefault(signal, Map.of())
        .forEach((sink, lane) -> lanes.put(sink, (Lane<T>) lane));
    return lanes;
  }

  List<Lane<?>> all() {
    List<Lane<?>> all = new ArrayList<>();
    bySignal.values().forEach(lanes -> all.addAll(lanes.values()));
    return all;
  }
}
