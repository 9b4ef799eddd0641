package dev.obs.kernel.lane;

import dev.obs.spi.LaneStats;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.function.ToLongFunction;

/// The lanes' accounts as metrics, each with the attributes `sink` and `signal`:
///
/// | metric | unit | meaning |
/// |---|---|---|
/// | `obs.lane.offered` | `{record}` | handed over by the application |
/// | `obs.lane.refused` | `{record}` | not taken: the queue was full |
/// | `obs.lane.queued` | `{record}` | in the queue now |
/// | `obs.lane.accepted` | `{record}` | taken off the queue |
/// | `obs.lane.delivered` | `{record}` | acknowledged by the backend |
/// | `obs.lane.dropped` | `{record}` | given up, with the attribute `reason` |
/// | `obs.lane.waiting` | `{record}` | accepted, neither delivered nor dropped yet |
/// | `obs.lane.retries` | `{retry}` | batches sent again |
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
    metrics.counter("refused", "not taken because the queue was full", LaneStats::refused);
    metrics.counter("accepted", "taken off the queue", LaneStats::accepted);
    metrics.counter("delivered", "acknowledged by the backend", LaneStats::delivered);
    metrics.gauge("queued", "in the queue", LaneStats::queued);
    metrics.gauge("waiting", "accepted and not settled yet", LaneStats::waiting);
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
                    s.dropped()
                        .forEach((reason, count) ->
                            out.record(
                                count, attributes(s).toBuilder().put(REASON, reason).build()))));
  }

  private static Attributes attributes(LaneStats stats) {
    return Attributes.of(SINK, stats.sink(), SIGNAL, stats.signal());
  }
}
