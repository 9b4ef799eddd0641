package dev.obs.kernel.delivery;

import dev.obs.kernel.spool.Losses;
import dev.obs.model.LaneStats;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// The lanes' accounts as metrics, each with the attributes `sink` and `signal`:
///
/// | metric | unit | meaning |
/// |---|---|---|
/// | `obs.lane.offered` | `{record}` | handed over by the application |
/// | `obs.lane.refused` | `{record}` | not taken: the queue was full |
/// | `obs.lane.queued` | `{record}` | in the queue now |
/// | `obs.lane.accepted` | `{record}` | synced to the spool, or without one taken off the queue |
/// | `obs.lane.recovered` | `{record}` | accepted, but left by an earlier run, or replayed |
/// | `obs.lane.delivered` | `{record}` | acknowledged by the backend |
/// | `obs.lane.dead_lettered` | `{record}` | rejected for good and kept as a dead letter |
/// | `obs.lane.dropped` | `{record}` | given up, with the attribute `reason` |
/// | `obs.lane.waiting` | `{record}` | accepted and not settled yet |
/// | `obs.lane.failing` | | 1 while the last export failed, else 0 |
/// | `obs.lane.retries` | `{retry}` | batches sent again |
/// | `obs.lane.spool.size` | `By` | on disk |
/// | `obs.lane.spool.limit` | `By` | what may be on disk, 0 without a spool |
/// | `obs.lane.memory.size` | `By` | held in memory, by estimate |
/// | `obs.lane.memory.limit` | `By` | what may be held in memory |
/// | `obs.lane.unprotected` | `{record}` | accepted without being stored: the spool failed |
public final class LaneMetrics {
  private static final AttributeKey<String> SINK = AttributeKey.stringKey("sink");
  private static final AttributeKey<String> SIGNAL = AttributeKey.stringKey("signal");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  private final Meter meter;
  private final Lanes lanes;

  private LaneMetrics(Meter meter, Lanes lanes) {
    this.meter = meter;
    this.lanes = lanes;
  }

  /// Registers the instruments.
  public static void register(Meter meter, Lanes lanes) {
    LaneMetrics metrics = new LaneMetrics(meter, lanes);
    metrics.counter("offered", "handed over by the application", LaneStats::offered);
    metrics.counter("refused", "not taken because the queue had no room", LaneStats::refused);
    metrics.counter("accepted", "that the lane answers for", LaneStats::accepted);
    metrics.counter("recovered", "left by an earlier run, or replayed", LaneStats::recovered);
    metrics.counter("delivered", "acknowledged by the backend", LaneStats::delivered);
    metrics.counter("dead_lettered", "rejected for good and put aside", LaneStats::deadLettered);
    metrics.gauge("queued", "in the queue", LaneStats::queued);
    metrics.gauge("waiting", "accepted and not settled yet", LaneStats::waiting);
    metrics.counter("unprotected", "accepted without being stored", LaneStats::unprotected);
    metrics.bytes("spool.size", "Bytes on disk.", LaneStats::spoolBytes);
    metrics.bytes(
        "spool.limit", "Bytes that may be on disk, 0 without a spool.", LaneStats::spoolLimit);
    metrics.bytes("memory.size", "Bytes held in memory.", LaneStats::memoryBytes);
    metrics.bytes("memory.limit", "Bytes that may be held in memory.", LaneStats::memoryLimit);
    metrics.failing();
    metrics.retries();
    metrics.dropped();
  }

  private void counter(String name, String meaning, ToLongFunction<LaneStats> figure) {
    meter
        .counterBuilder("obs.lane." + name)
        .setDescription("Records " + meaning + ".")
        .setUnit("{record}")
        .buildWithCallback(
            out -> lanes.stats().forEach(s -> out.record(figure.applyAsLong(s), attributes(s))));
  }

  private void gauge(String name, String meaning, ToLongFunction<LaneStats> figure) {
    meter
        .upDownCounterBuilder("obs.lane." + name)
        .setDescription("Records " + meaning + ".")
        .setUnit("{record}")
        .buildWithCallback(
            out -> lanes.stats().forEach(s -> out.record(figure.applyAsLong(s), attributes(s))));
  }

  private void bytes(String name, String meaning, ToLongFunction<LaneStats> figure) {
    meter
        .upDownCounterBuilder("obs.lane." + name)
        .setDescription(meaning)
        .setUnit("By")
        .buildWithCallback(
            out -> lanes.stats().forEach(s -> out.record(figure.applyAsLong(s), attributes(s))));
  }

  private void failing() {
    meter
        .gaugeBuilder("obs.lane.failing")
        .ofLongs()
        .setDescription("1 while the last export failed, else 0.")
        .buildWithCallback(out ->
            lanes.stats().forEach(s -> out.record(s.failing().isEmpty() ? 0 : 1, attributes(s))));
  }

  private void retries() {
    meter
        .counterBuilder("obs.lane.retries")
        .setDescription("Batches sent again.")
        .setUnit("{retry}")
        .buildWithCallback(
            out -> lanes.stats().forEach(s -> out.record(s.retries(), attributes(s))));
  }

  private void dropped() {
    meter
        .counterBuilder("obs.lane.dropped")
        .setDescription("Records given up, by reason.")
        .setUnit("{record}")
        .buildWithCallback(out ->
            lanes
                .stats()
                .forEach(s ->
                    byReason(s)
                        .forEach((reason, count) ->
                            out.record(
                                count, attributes(s).toBuilder().put(REASON, reason).build()))));
  }

  /// The usual reasons from the start, so that the first record that is dropped is a rise.
  private static SortedMap<String, Long> byReason(LaneStats stats) {
    SortedMap<String, Long> counts = new TreeMap<>();
    counts.put(Lane.SHUTDOWN, 0L);
    if (stats.spoolLimit() > 0) {
      counts.put(Losses.FULL, 0L);
    }
    counts.putAll(stats.dropped());
    return counts;
  }

  private static Attributes attributes(LaneStats stats) {
    return Attributes.of(SINK, stats.sink(), SIGNAL, stats.signal());
  }
}
