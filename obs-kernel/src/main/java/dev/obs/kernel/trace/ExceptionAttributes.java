package dev.obs.kernel.trace;

import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;

/// The attributes that describe an exception (semantic conventions, "Exceptions"). The SDK prints
/// the trace by recursion over the causes and lets through what the exception's own methods throw;
/// nothing here throws.
public final class ExceptionAttributes {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");

  private ExceptionAttributes() {}

  /// Returns the attributes of an exception.
  public static Attributes of(Throwable exception) {
    return Attributes.builder()
        .put(TYPE, type(exception))
        .put(MESSAGE, SafeText.message(exception).orElse(null))
        .put(TRACE, SafeText.stackTrace(exception))
        .build();
  }

  /// The SDK's type of an exception; of a class without a canonical name, its binary name.
  private static String type(Throwable exception) {
    try {
      String name = exception.getClass().getCanonicalName();
      return name == null ? exception.getClass().getName() : name;
    } catch (LinkageError incomplete) { // an enclosing class is missing
      return exception.getClass().getName();
    }
  }
}
