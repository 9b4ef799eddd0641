package dev.obs.kernel.log;

import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// The contents of a record of `java.util.logging`. Its getters, its parameters, its resource
/// bundle and its exception belong to others and are called here only, each for itself: one that
/// throws costs its own part of the line.
///
/// @param failure the parts of an exception, if there is one
record LogLine(
    String logger,
    @Nullable Instant time,
    @Nullable Level level,
    String message,
    @Nullable Failure failure) {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");
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

  /// As the logging API formats it. What a bundle cannot translate stays as it was written, and so
  /// does what cannot be formatted.
  private static String message(LogRecord record) {
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
      switch (safe[i]) {
        case null -> {}
        case String _, Number _, Date _, TemporalAccessor _ -> {}
        default -> safe[i] = new Parameter(safe[i]);
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
        failure == null
            ? null
            : new Failure(
                failure.type(),
                failure.message().map(replacement),
                replacement.apply(failure.trace())));
  }

  /// Puts the line into a record.
  void fill(LogRecordBuilder out) {
    out.setBody(message);
    if (time != null) {
      out.setTimestamp(time);
    }
    if (level != null) {
      Severity severity = Severities.of(level);
      String name = read(level::getName);
      out.setSeverity(severity).setSeverityText(name == null ? severity.name() : name);
    }
    if (failure != null) {
      out.setAttribute(TYPE, failure.type());
      out.setAttribute(TRACE, failure.trace());
      failure.message().ifPresent(text -> out.setAttribute(MESSAGE, text));
    }
  }
}
