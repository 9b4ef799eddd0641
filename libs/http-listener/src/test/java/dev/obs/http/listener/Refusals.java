package dev.obs.http.listener;

import dev.obs.testkit.TestContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import java.util.Collection;
import java.util.List;

/// The counter of refusals of a listener.
final class Refusals {
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  private Refusals() {}

  static long count(TestContext context, String reason) {
    return points(context).stream()
        .filter(point -> reason.equals(point.getAttributes().get(REASON)))
        .mapToLong(LongPointData::getValue)
        .sum();
  }

  /// Counts the refusals for any reason.
  static long total(TestContext context) {
    return points(context).stream().mapToLong(LongPointData::getValue).sum();
  }

  private static Collection<LongPointData> points(TestContext context) {
    return context
        .metric("obs.listener.refusals")
        .map(metric -> metric.getLongSumData().getPoints())
        .orElse(List.of());
  }
}
