package dev.obs.kernel.health;

import dev.obs.model.HealthKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.Locale;

/// The last results of the health checks as metrics. Values are 1 for up and 0 for down.
///
/// | metric | what | attributes |
/// |---|---|---|
/// | `obs.health.up` | whether all checks of a kind are up, as the pages answer | `kind` |
/// | `obs.health.check.up` | whether one check is up | `check`, `kind` |
///
/// A kind is `liveness`, `readiness` or `startup`.
public final class HealthMetrics {
  private static final AttributeKey<String> CHECK = AttributeKey.stringKey("check");
  private static final AttributeKey<String> KIND = AttributeKey.stringKey("kind");

  private HealthMetrics() {}

  /// Registers the instruments.
  public static void register(Meter meter, HealthMonitor monitor) {
    meter
        .gaugeBuilder("obs.health.up")
        .ofLongs()
        .setDescription("1 while all checks of a kind are up, else 0.")
        .buildWithCallback(out -> kinds(monitor, out));
    meter
        .gaugeBuilder("obs.health.check.up")
        .ofLongs()
        .setDescription("1 while a check is up, else 0.")
        .buildWithCallback(out -> checks(monitor, out));
  }

  private static void kinds(HealthMonitor monitor, ObservableLongMeasurement out) {
    for (HealthKind kind : HealthKind.values()) {
      out.record(monitor.report(kind).up() ? 1 : 0, Attributes.of(KIND, name(kind)));
    }
  }

  private static void checks(HealthMonitor monitor, ObservableLongMeasurement out) {
    for (HealthKind kind : HealthKind.values()) {
      monitor
          .report(kind)
          .checks()
          .forEach((check, status) ->
              out.record(status.up() ? 1 : 0, Attributes.of(CHECK, check, KIND, name(kind))));
    }
  }

  private static String name(HealthKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
