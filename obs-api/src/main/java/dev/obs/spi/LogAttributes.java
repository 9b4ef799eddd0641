package dev.obs.spi;

import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The attributes of a log line under construction, for bridges. A later value replaces an earlier
/// one of its name. Values are read when they are added, because they may change later; one that
/// cannot be read becomes a text about that. Used by one thread; no method throws.
public final class LogAttributes {
  private static final int MAX_NAMES = 100;

  private @Nullable Map<String, Value<?>> values; // most lines have none

  /// No attributes.
  public LogAttributes() {}

  /// Adds the value of an object with its type: numbers, truth values, bytes and text; arrays,
  /// collections and maps of such values; everything else as text.
  ///
  /// @return this
  public LogAttributes put(@Nullable Object key, @Nullable Object value) {
    Map<String, Value<?>> known = values;
    if (known == null) {
      known = new LinkedHashMap<>();
      values = known;
    }
    known.put(SafeText.of(key), AttributeValues.of(value));
    return this;
  }

  /// Adds the names of markers and of the markers to which they refer, each once, 100 at most. Adds
  /// nothing if there is none.
  ///
  /// @param key the name of the attribute
  /// @param name returns the name of a marker
  /// @param references returns the markers to which a marker refers
  /// @return this
  public <M> LogAttributes putNames(
      String key,
      Collection<? extends M> markers,
      Function<? super M, String> name,
      Function<? super M, Iterator<? extends M>> references) {
    Set<String> names = new LinkedHashSet<>();
    Deque<M> open = new ArrayDeque<>();
    markers.forEach(marker -> add(open, marker));
    while (!open.isEmpty() && names.size() < MAX_NAMES) {
      M marker = open.remove();
      try {
        if (names.add(name.apply(marker))) {
          references.apply(marker).forEachRemaining(next -> add(open, next));
        }
      } catch (Throwable unreadable) { // a marker of the application's own
        names.add(SafeText.of(marker));
      }
    }
    return names.isEmpty() ? this : put(key, List.copyOf(names));
  }

  private static <M> void add(Deque<M> open, @Nullable M marker) {
    if (marker != null) {
      open.add(marker);
    }
  }

  /// Returns what was added. OpenTelemetry gives simple values and lists of one type the type of
  /// their contents.
  public Attributes build() {
    Map<String, Value<?>> known = values;
    if (known == null) {
      return Attributes.empty();
    }
    AttributesBuilder attributes = Attributes.builder();
    known.forEach((key, value) -> attributes.put(AttributeKey.valueKey(key), value));
    return attributes.build();
  }
}
