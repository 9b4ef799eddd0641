package dev.obs.kernel.log;

import dev.obs.codec.EpochNanos;
import dev.obs.kernel.operation.Correlation;
import dev.obs.model.SafeText;
import dev.obs.spi.LogEntry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The contents of an entry. Its methods and its exception belong to others and are called here
/// only, each for itself: one that throws costs its own part of the line.
///
/// @param severityText empty if the severity is unknown
/// @param failure the parts of an exception, if there is one
/// @param thread the name of the thread that wrote it, if it is not the current one
/// @param onConsole whether the application writes it on the console itself
record LogLine(
    String logger,
    @Nullable Instant time,
    Severity severity,
    String severityText,
    String message,
    Attributes attributes,
    @Nullable Failure failure,
    @Nullable String thread,
    boolean onConsole) {
  static final AttributeKey<String> THREAD = AttributeKey.stringKey("thread.name");
  static final AttributeKey<String> CORRELATION = AttributeKey.stringKey(Correlation.ATTRIBUTE);
  static final String EXCEPTION = "exception.";
  static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");

  /// The time of a record outside of the range of OpenTelemetry's data.
  static final AttributeKey<String> ORIGINAL_TIME =
      AttributeKey.stringKey("log.record.original_time");

  /// The parts of an exception.
  record Failure(String type, Optional<String> message, String trace) {}

  /// Reads an entry.
  static LogLine of(LogEntry entry) {
    Severity severity = read(entry::severity);
    String severityText = read(entry::severityText);
    String message = read(entry::message);
    Attributes attributes = read(entry::attributes);
    Severity known = severity == null ? Severity.UNDEFINED_SEVERITY_NUMBER : severity;
    return new LogLine(
        logger(entry),
        read(entry::time),
        known,
        severityText == null || severityText.isEmpty() ? Severities.range(known) : severityText,
        message == null ? "" : message,
        attributes == null ? Attributes.empty() : attributes,
        failure(read(() -> entry.thrown().orElse(null))),
        read(() -> entry.thread().orElse(null)),
        Boolean.TRUE.equals(read(entry::isOnConsole)));
  }

  /// The logger's name; the SDK's `unknown` if it has none, about which the SDK would log a line.
  static String logger(LogEntry entry) {
    String name = read(entry::logger);
    return name == null || name.isEmpty() ? "unknown" : name;
  }

  private static <T> @Nullable T read(Callable<@Nullable T> part) {
    try {
      return part.call();
    } catch (Throwable unreadable) {
      return null;
    }
  }

  private static @Nullable Failure failure(@Nullable Throwable thrown) {
    return thrown == null
        ? null
        : new Failure(
            thrown.getClass().getName(), SafeText.message(thrown), SafeText.stackTrace(thrown));
  }

  /// The same line with each text replaced.
  LogLine with(UnaryOperator<String> replacement) {
    return new LogLine(
        logger,
        time,
        severity,
        severityText,
        replacement.apply(message),
        replaced(attributes, replacement),
        failure == null
            ? null
            : new Failure(
                failure.type(),
                failure.message().map(replacement),
                replacement.apply(failure.trace())),
        thread,
        onConsole);
  }

  private static Attributes replaced(Attributes attributes, UnaryOperator<String> replacement) {
    if (attributes.isEmpty()) {
      return attributes;
    }
    AttributesBuilder replaced = attributes.toBuilder();
    attributes.forEach((key, value) -> {
      String text = value instanceof Value<?> typed ? typed.asString() : SafeText.of(value);
      String shown = replacement.apply(text);
      if (!shown.equals(text)) {
        replaced.remove(key).put(key.getKey(), shown);
      }
    });
    return replaced.build();
  }

  /// Puts the line into a record. The parts that the kernel knows are set first, because the number
  /// of attributes is limited.
  ///
  /// @param current the name of the current thread
  void fill(LogRecordBuilder out, String current, @Nullable String correlation) {
    out.setBody(message);
    if (time != null) {
      EpochNanos.of(time)
          .ifPresentOrElse(
              nanos -> out.setTimestamp(nanos, TimeUnit.NANOSECONDS),
              () -> out.setAttribute(ORIGINAL_TIME, EpochNanos.text(time)));
    }
    if (isLeveled()) {
      out.setSeverity(severity).setSeverityText(severityText);
    }
    if (failure != null) {
      out.setAttribute(TYPE, failure.type());
      out.setAttribute(TRACE, failure.trace());
      failure.message().ifPresent(text -> out.setAttribute(MESSAGE, text));
    }
    if (correlation != null) {
      out.setAttribute(CORRELATION, correlation);
    }
    out.setAttribute(THREAD, thread == null ? current : thread);
    attributes.forEach((key, value) -> {
      if (!isSet(key, correlation != null)) {
        set(out, key, value);
      }
    });
  }

  /// Emits the line by a logger of the kernel without a builder, if it has no attributes of its
  /// own.
  ///
  /// @param current the name of the current thread
  /// @return whether it did
  boolean emit(KernelLogger logger, String current, @Nullable String correlation, Context context) {
    if (time == null
        || !isLeveled()
        || failure != null
        || !attributes.isEmpty()
        || !logger.isUnlimited()) {
      return false;
    }
    OptionalLong nanos = EpochNanos.of(time);
    if (nanos.isEmpty()) {
      return false;
    }
    logger.emit(
        message,
        nanos.getAsLong(),
        severity,
        severityText,
        thread == null ? current : thread,
        correlation,
        context);
    return true;
  }

  private boolean isLeveled() {
    return severity != Severity.UNDEFINED_SEVERITY_NUMBER;
  }

  /// Whether the kernel's own value of an attribute stays. The name of another thread replaces that
  /// of the current one.
  private boolean isSet(AttributeKey<?> key, boolean correlated) {
    String name = key.getKey();
    return (failure != null && name.startsWith(EXCEPTION))
        || (correlated && name.equals(Correlation.ATTRIBUTE))
        || (name.equals(THREAD.getKey()) && key.getType() != AttributeType.STRING);
  }

  @SuppressWarnings("unchecked") // key and value come from one entry
  private static void set(LogRecordBuilder out, AttributeKey<?> key, Object value) {
    out.setAttribute((AttributeKey<Object>) key, value);
  }
}
