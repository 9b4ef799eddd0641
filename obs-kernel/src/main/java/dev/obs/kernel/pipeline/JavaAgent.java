package dev.obs.kernel.pipeline;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// OpenTelemetry's Java agent in this process. Its global instance cannot be replaced, and its
/// contexts keep no spans but its own. So the kernel takes part in the agent's traces, and leaves
/// to the agent what both would send.
///
/// @param openTelemetry the agent's
/// @param sendsLogs whether it captures and sends log lines
/// @param sendsMetrics whether it measures and sends the metrics of the JVM
public record JavaAgent(OpenTelemetry openTelemetry, boolean sendsLogs, boolean sendsMetrics) {
  private static final String CLASSES = "io.opentelemetry.javaagent.";

  /// Returns the agent if it is attached and enabled. Asks the context and not the global instance,
  /// which a look would set.
  public static Optional<JavaAgent> attached() {
    return Context.root().getClass().getName().startsWith(CLASSES)
        ? Optional.of(new JavaAgent(GlobalOpenTelemetry.get(), sends("logs"), sends("metrics")))
        : Optional.empty();
  }

  /// Whether the agent has an exporter for a signal; without a setting it has one.
  private static boolean sends(String signal) {
    String property = "otel." + signal + ".exporter";
    @Nullable String set = System.getProperty(property);
    if (set == null) {
      set = System.getenv(property.replace('.', '_').toUpperCase(Locale.ROOT));
    }
    return set == null || !set.strip().equals("none");
  }

  /// What the author of the configuration may not expect.
  public String notice() {
    StringBuilder text =
        new StringBuilder(
            "OpenTelemetry's Java agent is attached: spans, those of operations too, go to the"
                + " agent's exporter, and the trace sinks of this configuration get none");
    if (sendsLogs) {
      text.append(
          "; log lines go to the agent's exporter and to the console (OTEL_LOGS_EXPORTER=none sends"
              + " them to the log sinks of this configuration)");
    }
    if (sendsMetrics) {
      text.append(
          "; the metrics of the JVM are the agent's (OTEL_METRICS_EXPORTER=none has the probe jvm"
              + " measure them)");
    }
    return text.toString();
  }
}
