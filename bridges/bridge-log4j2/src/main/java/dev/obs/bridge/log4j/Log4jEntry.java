package dev.obs.bridge.log4j;

import dev.obs.spi.LogAttributes;
import dev.obs.spi.LogEntry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.ThreadContext.ContextStack;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.StructuredDataId;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.spi.StandardLevel;
import org.apache.logging.log4j.util.ReadOnlyStringMap;

/// An event of Log4j.
record Log4jEntry(LogEvent event, boolean isOnConsole) implements LogEntry {
  private static final String MARKERS = "log4j.markers";
  private static final String STACK = "log4j.context_stack";
  private static final String ID = "log4j.structured_data.id";
  private static final String TYPE = "log4j.structured_data.type";

  /// The entry of a map whose value is the message.
  private static final String MESSAGE = "message";

  /// The name of the root logger is empty.
  @Override
  public String logger() {
    String name = event.getLoggerName();
    return name == null || name.isEmpty() ? "root" : name;
  }

  @Override
  public Instant time() {
    return Instant.ofEpochSecond(
        event.getInstant().getEpochSecond(), event.getInstant().getNanoOfSecond());
  }

  /// A level of the application's own has the severity of the next standard level below it.
  @Override
  public Severity severity() {
    int level = event.getLevel().intLevel();
    if (level <= StandardLevel.FATAL.intLevel()) {
      return Severity.FATAL;
    }
    if (level <= StandardLevel.ERROR.intLevel()) {
      return Severity.ERROR;
    }
    if (level <= StandardLevel.WARN.intLevel()) {
      return Severity.WARN;
    }
    if (level <= StandardLevel.INFO.intLevel()) {
      return Severity.INFO;
    }
    return level <= StandardLevel.DEBUG.intLevel() ? Severity.DEBUG : Severity.TRACE;
  }

  @Override
  public String severityText() {
    return event.getLevel().name();
  }

  @Override
  public String message() {
    Message message = event.getMessage();
    if (message instanceof StructuredDataMessage structured) {
      return text(structured.getFormat());
    }
    if (message instanceof MapMessage<?, ?> map && map.getData().get(MESSAGE) != null) {
      return text(map.get(MESSAGE));
    }
    return text(message.getFormattedMessage());
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  @Override
  public Optional<Throwable> thrown() {
    return Optional.ofNullable(event.getThrown());
  }

  /// The data of a message replaces an entry of the thread context.
  @Override
  public Attributes attributes() {
    LogAttributes attributes = new LogAttributes();
    ReadOnlyStringMap context = event.getContextData();
    if (context != null) {
      context.forEach((key, value) -> attributes.put(key, value));
    }
    ContextStack stack = event.getContextStack();
    if (stack != null && stack.getDepth() > 0) {
      attributes.put(STACK, List.copyOf(stack.asList()));
    }
    Marker marker = event.getMarker();
    if (marker != null) {
      attributes.putNames(MARKERS, List.of(marker), Marker::getName, Log4jEntry::parents);
    }
    if (event.getMessage() instanceof MapMessage<?, ?> map) {
      addData(attributes, map);
    }
    return attributes.build();
  }

  private static Iterator<Marker> parents(Marker marker) {
    return marker.hasParents()
        ? Arrays.asList(marker.getParents()).iterator()
        : Collections.emptyIterator();
  }

  private static void addData(LogAttributes attributes, MapMessage<?, ?> map) {
    boolean structured = map instanceof StructuredDataMessage;
    map.getData()
        .forEach((key, value) -> {
          if (structured || !key.equals(MESSAGE)) {
            attributes.put(key, value);
          }
        });
    if (map instanceof StructuredDataMessage message) {
      StructuredDataId id = message.getId();
      if (id != null) {
        attributes.put(ID, id.toString());
      }
      if (message.getType() != null) {
        attributes.put(TYPE, message.getType());
      }
    }
  }

  /// The names of threads may be cached by Log4j, so their ids count.
  @Override
  public Optional<String> thread() {
    return event.getThreadId() == Thread.currentThread().threadId()
        ? Optional.empty()
        : Optional.ofNullable(event.getThreadName());
  }
}
