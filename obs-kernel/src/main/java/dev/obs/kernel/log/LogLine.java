package dev.obs.kernel.log;

import dev.obs.codec.EpochNanos;
import dev.obs.kernel.operation.Correlation;
import dev.obs.model.SafeText;
import dev.obs.spi.AttributedRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// The contents of a record of `java.util.logging`. Its getters, its parameters, its resource
/// bundle and its exception belong to others and are called here only, each for itself: one that
/// throws costs its own part of the line.
///
/// @param attributes the attributes of an [AttributedRecord]
/// @param failure the parts of an exception, if there is one
record LogLine(
    String logger,
    @Nullable Instant time,
    @Nullable Level level,
    String message,
    Attributes attributes,
    @Nullable Failure failure) {
  static final AttributeKey<String> THREAD = AttributeKey.stringKey("thread.name");
  static final AttributeKey<String> CORRELATION = AttributeKey.stringKey(Correlation.ATTRIBUTE);
  static final String EXCEPTION = "exception.";
  static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");

  /// The time of a record outside of the range of OpenTelemetry's data.
  static final AttributeKey<String> ORIGINAL_TIME =
      AttributeKey.stringKey("log.record.original_time");

  private static final SimpleFormatter TEXT = new SimpleFormatter();

  /// The parts of an exception.
  record Failure(String type, Optional<String> message, String trace) {}

  /// A parameter whose text can be read in any case.
  private record Parameter(Object value) {
    @Override
    public String toString() {
      return SafeText.of(value);
    }
  }

  static LogLine of(LogRecord record) {
    return new LogLine(
        logger(record),
        read(record::getInstant),
        read(record::getLevel),
        message(record),
        attributes(record),
        failure(read(record::getThrown)));
  }

  /// The logger's name; the SDK's `unknown` if it has none, about which the SDK would log a line.
  static String logger(LogRecord record) {
    String name = read(record::getLoggerName);
    return name == null || name.isEmpty() ? "unknown" : name;
  }

  private static <T> @Nullable T read(Callable<@Nullable T> part) {
    try {
      return part.call();
    } catch (Throwable unreadable) {
      return null;
    }
  }

  private static Attributes attributes(LogRecord record) {
    Attributes attributes =
        record instanceof AttributedRecord attributed ? read(attributed::attributes) : null;
    return attributes == null ? Attributes.empty() : attributes;
  }

  private static String message(LogRecord record) {
    String apart = record instanceof AttributedRecord attributed ? read(attributed::message) : null;
    return apart == null ? formatted(record) : apart;
  }

  /// As the logging API formats it. What a bundle cannot translate stays as it was written, and so
  /// does what cannot be formatted.
  private static String formatted(LogRecord record) {
    String raw = read(record::getMessage);
    Object[] parameters = read(record::getParameters);
    ResourceBundle bundle = read(record::getResourceBundle);
    if (bundle == null && (parameters == null || parameters.length == 0)) {
      return raw == null ? "" : raw;
    }
    LogRecord copy = new LogRecord(Level.INFO, raw);
    copy.setParameters(safe(parameters));
    copy.setResourceBundle(bundle);
    String text = read(() -> TEXT.formatMessage(copy));
    if (text == null && bundle != null) {
      copy.setResourceBundle(null);
      text = read(() -> TEXT.formatMessage(copy));
    }
    return text != null ? text : raw == null ? "" : raw;
  }

  /// Formats such as `{0,number}` and `{0,date}` depend on the type of their values.
  private static Object @Nullable [] safe(@Nullable Object @Nullable [] parameters) {
    if (parameters == null) {
      return null;
    }
    Object[] safe = Arrays.copyOf(parameters, parameters.length, Object[].class);
    for (int i = 0; i < safe.length; i++) {
      Object value = safe[i];
      boolean plain =
          value instanceof String
              || value instanceof Number
              || value instanceof Date
              || value instanceof TemporalAccessor;
      if (value != null && !plain) {
        safe[i] = new Parameter(value);
      }
    }
    return safe;
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
        level,
        replacement.apply(message),
        replaced(attributes, replacement),
        failure == null
            ? null
            : new Failure(
                failure.type(),
                failure.message().map(replacement),
                replacement.apply(failure.trace())));
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
  /// @param thread the name of the current thread
  void fill(LogRecordBuilder out, String thread, @Nullable String correlation) {
    out.setBody(message);
    if (time != null) {
      EpochNanos.of(time)
          .ifPresentOrElse(
              nanos -> out.setTimestamp(nanos, TimeUnit.NANOSECONDS),
              () -> out.setAttribute(ORIGINAL_TIME, EpochNanos.text(time)));
    }
    if (level != null) {
      Severity severity = Severities.of(level);
      out.setSeverity(severity).setSeverityText(levelName(level, severity));
    }
    if (failure != null) {
      out.setAttribute(TYPE, failure.type());
      out.setAttribute(TRACE, failure.trace());
      failure.message().ifPresent(text -> out.setAttribute(MESSAGE, text));
    }
    if (correlation != null) {
      out.setAttribute(CORRELATION, correlation);
    }
    out.setAttribute(THREAD, thread);
    attributes.forEach((key, value) -> {
      if (!isSet(key, correlation != null)) {
        set(out, key, value);
      }
    });
  }

  /// Emits the line by a logger of the kernel without a builder, if it has no attributes of its
  /// own.
  ///
  /// @param thread the name of the current thread
  /// @return whether it did
  boolean emit(KernelLogger logger, String thread, @Nullable String correlation, Context context) {
    if (time == null
        || level == null
        || failure != null
        || !attributes.isEmpty()
        || !logger.isUnlimited()) {
      return false;
    }
    OptionalLong nanos = EpochNanos.of(time);
    if (nanos.isEmpty()) {
      return false;
    }
    Severity severity = Severities.of(level);
    String name = levelName(level, severity);
    logger.emit(message, nanos.getAsLong(), severity, name, thread, correlation, context);
    return true;
  }

  private static String levelName(Level level, Severity severity) {
    String name = read(level::getName);
    return name == null ? Severities.range(severity) : name;
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
