package dev.obs.codec;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The account of values that an encoder shortens or leaves out, because a backend would refuse the
/// record with them. `docs/limits.md` lists the limits of each sink. A value within its limits
/// costs nothing.
///
/// Thread-safe.
public final class Shortening {
  /// The reason for which a value is not kept as it is.
  public enum Reason {
    /// A text is too long and was cut.
    LENGTH,
    /// A value is nested too deeply and was left out.
    DEPTH,
    /// A number has no form in the backend and was left out.
    NUMBER,
    /// A name is not allowed and was changed or cut.
    NAME
  }

  private static final AttributeKey<String> SINK = AttributeKey.stringKey("sink");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
  private static final Shortening UNCOUNTED = new Shortening("", null, null);

  private final String sink;
  private final @Nullable LongCounter counter;
  private final System.@Nullable Logger logger;

  private Shortening(String sink, @Nullable LongCounter counter, System.@Nullable Logger logger) {
    this.sink = sink;
    this.counter = counter;
    this.logger = logger;
  }

  /// Returns the account that counts nothing.
  public static Shortening uncounted() {
    return UNCOUNTED;
  }

  /// Creates an account as the counter `obs.values.shortened` and a warning.
  ///
  /// @param sink the type of the sink, such as `zipkin`
  /// @param logger the logger of the extension, which limits its lines
  public static Shortening of(String sink, Meter meter, System.Logger logger) {
    LongCounter counter =
        meter
            .counterBuilder("obs.values.shortened")
            .setUnit("{value}")
            .setDescription("Values and names that were shortened or left out for a backend.")
            .build();
    return new Shortening(sink, counter, logger);
  }

  /// Counts a value.
  public void count(Reason reason) {
    if (counter != null && logger != null) {
      String name = reason.name().toLowerCase(Locale.ROOT);
      counter.add(1, Attributes.of(SINK, sink, REASON, name));
      logger.log(
          System.Logger.Level.WARNING,
          "values beyond the limits of this sink are shortened or left out ({0}); see"
              + " docs/limits.md",
          name);
    }
  }
}
