package dev.obs.bridge.slf4j;

import dev.obs.model.SafeText;
import dev.obs.spi.AttributedRecord;
import io.opentelemetry.api.common.Attributes;
import java.io.Serial;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Optional;
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
  private static final String THREAD = "thread.name";
  private static final String LOGGER = BridgeLogger.class.getName();

  private transient Attributes attributes;
  private transient @Nullable StringBuilder prefix;
  private final String message;
  private boolean located;

  BridgeRecord(BridgeEntry entry) {
    super(BridgeLogger.level(entry.level()), entry.message());
    message = entry.message();
    setLoggerName(entry.logger());
    setInstant(entry.time());
    setThrown(entry.failure());
    attributes = entry.attributes();
    List<Marker> markers = entry.markers();
    if (markers != null) {
      markers.forEach(marker -> prefix().append(SafeText.of(marker)).append(' '));
    }
    List<KeyValuePair> pairs = entry.pairs();
    if (pairs != null) {
      pairs.forEach(pair ->
          prefix()
              .append(SafeText.of(pair.key))
              .append('=')
              .append(SafeText.of(pair.value))
              .append(' '));
    }
    String writer = entry.writer();
    if (writer != null) {
      attributes = attributes.toBuilder().put(THREAD, writer).build();
      located = true; // its stack is gone
      setSourceClassName(null);
    }
  }

  private StringBuilder prefix() {
    StringBuilder known = prefix;
    if (known == null) {
      known = new StringBuilder();
      prefix = known;
    }
    return known;
  }

  @Override
  public String message() {
    return message;
  }

  @Override
  public Attributes attributes() {
    return attributes;
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
