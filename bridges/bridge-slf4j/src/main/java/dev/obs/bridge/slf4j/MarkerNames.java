package dev.obs.bridge.slf4j;

import dev.obs.model.SafeText;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Marker;

/// The names of markers and of the markers to which they refer, each once.
final class MarkerNames {
  private static final int LIMIT = 100;

  private MarkerNames() {}

  static List<String> of(Collection<Marker> markers) {
    Set<String> names = new LinkedHashSet<>();
    Deque<Marker> open = new ArrayDeque<>(markers);
    while (!open.isEmpty() && names.size() < LIMIT) {
      Marker marker = open.poll();
      try {
        if (names.add(marker.getName())) {
          references(marker).forEachRemaining(open::add);
        }
      } catch (Throwable unreadable) { // a marker of the application's own
        names.add(SafeText.of(marker));
      }
    }
    return List.copyOf(names);
  }

  @SuppressWarnings("deprecation") // nothing else returns the references
  private static Iterator<Marker> references(Marker marker) {
    return marker.iterator();
  }
}
