package dev.obs.bridge.slf4j;

import dev.obs.spi.LogAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/// The attributes of a line. A key value replaces an entry of the MDC, a later one an earlier one.
final class LineAttributes {
  private static final String MARKERS = "slf4j.markers";

  private LineAttributes() {}

  static void add(
      LogAttributes attributes,
      Map<String, @Nullable String> context,
      @Nullable List<Marker> markers,
      @Nullable List<KeyValuePair> pairs) {
    context.forEach(attributes::put);
    if (markers != null && !markers.isEmpty()) {
      attributes.putNames(MARKERS, markers, Marker::getName, LineAttributes::references);
    }
    if (pairs != null) {
      pairs.forEach(pair -> attributes.put(pair.key, pair.value));
    }
  }

  @SuppressWarnings("deprecation") // nothing else returns the references
  private static Iterator<Marker> references(Marker marker) {
    return marker.iterator();
  }
}
