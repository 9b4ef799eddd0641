package dev.obs.bridge.slf4j;

import dev.obs.model.SafeText;
import dev.obs.spi.AttributedRecord;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import java.io.Serial;
import java.lang.StackWalker.StackFrame;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/// A line of SLF4J. Obs reads its message and its attributes apart; for other handlers the text
/// begins with the markers and the key values, as `slf4j-jdk14` writes it.
///
/// The values are read when the line is written, because they may change later.
final class BridgeRecord extends LogRecord implements AttributedRecord {
  private static final long serialVersionUID = 1L;
  private static final String MARKERS = "slf4j.markers";
  private static final String THREAD = "thread.name";
  private static final String LOGGER = BridgeLogger.class.getName();

  private transient @Nullable Map<String, Value<?>> values; // most lines have none
  private transient @Nullable StringBuilder prefix;
  private final String message;
  private boolean located;

  BridgeRecord(String logger, Level level, @Nullable String message, @Nullable Throwable thrown) {
    super(level, message);
    this.message = message == null ? "" : message;
    setLoggerName(logger);
    setThrown(thrown);
  }

  /// Sets the attributes. A key value replaces an entry of the MDC, a later one an earlier one.
  void add(
      Map<String, @Nullable String> context,
      @Nullable List<Marker> markers,
      @Nullable List<KeyValuePair> pairs) {
    context.forEach((key, value) -> put(SafeText.of(key), AttributeValues.of(value)));
    if (markers != null && !markers.isEmpty()) {
      markers.forEach(marker -> prefix().append(SafeText.of(marker)).append(' '));
      put(MARKERS, AttributeValues.of(MarkerNames.of(markers)));
    }
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        String key = SafeText.of(pair.key);
        prefix().append(key).append('=').append(SafeText.of(pair.value)).append(' ');
        put(key, AttributeValues.of(pair.value));
      }
    }
  }

  private void put(String key, Value<?> value) {
    Map<String, Value<?>> known = values;
    if (known == null) {
      known = new LinkedHashMap<>();
      values = known;
    }
    known.put(key, value);
  }

  private StringBuilder prefix() {
    StringBuilder known = prefix;
    if (known == null) {
      known = new StringBuilder();
      prefix = known;
    }
    return known;
  }

  /// Sets the name of the thread that wrote the line, if it is another one.
  void setThread(String name) {
    put(THREAD, Value.of(name));
    located = true; // its stack is gone
    setSourceClassName(null);
  }

  /// Sets the time of an event that has one.
  void setTime(long epochMillis) {
    if (epochMillis > 0) {
      setInstant(Instant.ofEpochMilli(epochMillis));
    }
  }

  @Override
  public String message() {
    return message;
  }

  @Override
  public Attributes attributes() {
    return values == null ? Attributes.empty() : AttributeValues.attributes(values);
  }

  @Override
  public String getMessage() {
    return prefix == null ? message : prefix + message;
  }

  @Override
  public @Nullable String getSourceClassName() {
    locate();
    return super.getSourceClassName();
  }

  @Override
  public @Nullable String getSourceMethodName() {
    locate();
    return super.getSourceMethodName();
  }

  /// Finds the caller of SLF4J; the superclass would take this bridge for it.
  private void locate() {
    if (!located) {
      located = true;
      Optional<StackFrame> caller =
          StackWalker.getInstance()
              .walk(frames ->
                  frames
                      .dropWhile(frame -> !frame.getClassName().equals(LOGGER))
                      .dropWhile(BridgeRecord::isLogging)
                      .findFirst());
      setSourceClassName(caller.map(StackFrame::getClassName).orElse(null));
      setSourceMethodName(caller.map(StackFrame::getMethodName).orElse(null));
    }
  }

  private static boolean isLogging(StackFrame frame) {
    return frame.getClassName().startsWith("org.slf4j.") || frame.getClassName().equals(LOGGER);
  }

  /// An ordinary record with the whole text.
  @Serial
  private Object writeReplace() {
    LogRecord plain = new LogRecord(getLevel(), getMessage());
    plain.setLoggerName(getLoggerName());
    plain.setInstant(getInstant());
    plain.setLongThreadID(getLongThreadID());
    plain.setSourceClassName(getSourceClassName());
    plain.setSourceMethodName(getSourceMethodName());
    plain.setThrown(getThrown());
    return plain;
  }
}
