package dev.obs.bridge.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.obs.spi.LogAttributes;
import dev.obs.spi.LogEntry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/// An event of Logback.
record LogbackEntry(ILoggingEvent event, boolean isOnConsole) implements LogEntry {
  private static final String MARKERS = "slf4j.markers";

  @Override
  public String logger() {
    return event.getLoggerName();
  }

  @Override
  public Instant time() {
    Instant exact = event.getInstant(); // null in events of old serialized forms
    return exact == null ? Instant.ofEpochMilli(event.getTimeStamp()) : exact;
  }

  @Override
  public Severity severity() {
    return switch (event.getLevel().toInt()) {
      case Level.ERROR_INT -> Severity.ERROR;
      case Level.WARN_INT -> Severity.WARN;
      case Level.INFO_INT -> Severity.INFO;
      case Level.DEBUG_INT -> Severity.DEBUG;
      default -> Severity.TRACE;
    };
  }

  @Override
  public String severityText() {
    return event.getLevel().toString();
  }

  @Override
  public String message() {
    return event.getFormattedMessage();
  }

  @Override
  public Optional<Throwable> thrown() {
    return event.getThrowableProxy() instanceof ThrowableProxy proxy
        ? Optional.ofNullable(proxy.getThrowable())
        : Optional.empty();
  }

  /// A key value replaces an entry of the MDC, a later one an earlier one.
  @Override
  public Attributes attributes() {
    LogAttributes attributes = new LogAttributes();
    Map<String, String> context = event.getMDCPropertyMap();
    if (context != null) {
      context.forEach(attributes::put);
    }
    List<Marker> markers = event.getMarkerList();
    if (markers != null) {
      attributes.putNames(MARKERS, markers, Marker::getName, LogbackEntry::references);
    }
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> attributes.put(pair.key, pair.value));
    }
    copied(event.getThrowableProxy(), attributes);
    return attributes.build();
  }

  /// Adds an exception of which the event has a copy only, because it comes from another process.
  private static void copied(@Nullable IThrowableProxy proxy, LogAttributes attributes) {
    if (proxy != null && !(proxy instanceof ThrowableProxy)) {
      attributes
          .put("exception.type", proxy.getClassName())
          .put("exception.message", proxy.getMessage())
          .put("exception.stacktrace", ThrowableProxyUtil.asString(proxy));
    }
  }

  @SuppressWarnings("deprecation") // nothing else returns the references
  private static Iterator<Marker> references(Marker marker) {
    return marker.iterator();
  }

  @Override
  public Optional<String> thread() {
    String writer = event.getThreadName();
    return writer == null || writer.equals(Thread.currentThread().getName())
        ? Optional.empty()
        : Optional.of(writer);
  }
}
