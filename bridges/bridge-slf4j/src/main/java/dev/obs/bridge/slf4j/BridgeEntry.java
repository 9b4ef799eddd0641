package dev.obs.bridge.slf4j;

import dev.obs.spi.LogAttributes;
import dev.obs.spi.LogEntry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/// A line of SLF4J for the running kernel.
///
/// @param writer the name of the thread that wrote it, if it is not the current one
record BridgeEntry(
    String logger,
    Instant time,
    Level level,
    String message,
    @Nullable Throwable failure,
    Map<String, @Nullable String> context,
    @Nullable List<Marker> markers,
    @Nullable List<KeyValuePair> pairs,
    @Nullable String writer)
    implements LogEntry {

  @Override
  public Severity severity() {
    return switch (level) {
      case ERROR -> Severity.ERROR;
      case WARN -> Severity.WARN;
      case INFO -> Severity.INFO;
      case DEBUG -> Severity.DEBUG;
      case TRACE -> Severity.TRACE;
    };
  }

  /// The names that the lines have by `java.util.logging`.
  @Override
  public String severityText() {
    return BridgeLogger.level(level).getName();
  }

  @Override
  public Optional<Throwable> thrown() {
    return Optional.ofNullable(failure);
  }

  @Override
  public Attributes attributes() {
    LogAttributes attributes = new LogAttributes();
    LineAttributes.add(attributes, context, markers, pairs);
    return attributes.build();
  }

  @Override
  public Optional<String> thread() {
    return Optional.ofNullable(writer);
  }
}
