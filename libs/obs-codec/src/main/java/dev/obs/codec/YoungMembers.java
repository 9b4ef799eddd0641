package dev.obs.codec;

import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Value;
import org.jspecify.annotations.Nullable;

/// Members that the API of OpenTelemetry lacks in version 1.55. A parent with managed versions,
/// such as that of Spring Boot 4.0, may replace it by an older one, in which no record has such
/// values; a spool may hold them from an earlier run.
final class YoungMembers {
  /// The type of attributes with values of any shape, or null if there are none.
  static final @Nullable AttributeType VALUE = valueType();

  /// The value that is not set.
  static final Value<?> EMPTY = empty();

  private YoungMembers() {}

  /// Returns the type for values of any shape: they become texts in an older version.
  static AttributeType anyShape() {
    return VALUE == null ? AttributeType.STRING : VALUE;
  }

  private static @Nullable AttributeType valueType() {
    try {
      return AttributeType.valueOf("VALUE");
    } catch (IllegalArgumentException older) {
      return null;
    }
  }

  private static Value<?> empty() {
    try {
      return Value.empty();
    } catch (NoSuchMethodError older) {
      return Value.of("");
    }
  }
}
