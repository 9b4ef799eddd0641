package dev.obs.kernel.config;

import dev.obs.spi.Extension;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Setting;
import dev.obs.spi.TraceSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kind of what is sent.
enum Signal {
  TRACES("spans"),
  METRICS("metrics"),
  LOGS("logs"),
  INCIDENTS("incidents");

  /// Its noun in messages.
  final String noun;

  Signal(String noun) {
    this.noun = noun;
  }

  /// The list of its exporters.
  Setting<List<String>> exporters() {
    return switch (this) {
      case TRACES -> CoreSettings.TRACE_EXPORTERS;
      case METRICS -> CoreSettings.METRIC_EXPORTERS;
      case LOGS -> CoreSettings.LOG_EXPORTERS;
      case INCIDENTS -> IncidentSettings.EXPORTERS;
    };
  }

  /// The signal whose exporters the setting lists, or null.
  static @Nullable Signal of(Setting<?> setting) {
    for (Signal signal : values()) {
      if (signal.exporters() == setting) {
        return signal;
      }
    }
    return null;
  }

  boolean isSentBy(Extension extension) {
    return switch (this) {
      case TRACES -> extension instanceof TraceSink;
      case METRICS -> extension instanceof MetricSink;
      case LOGS -> extension instanceof LogSink;
      case INCIDENTS -> extension instanceof IncidentSink;
    };
  }
}
