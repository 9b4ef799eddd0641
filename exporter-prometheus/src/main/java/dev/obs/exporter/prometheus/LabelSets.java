package dev.obs.exporter.prometheus;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A cache of encoded labels across pages, because attributes hardly change. Not thread-safe.
final class LabelSets {
  private static final int SLACK = 10_000;

  /// @param ownLabel see [Kind#ownLabel]
  private record Space(InstrumentationScopeInfo scope, String ownLabel) {}

  private final Map<Space, Map<Attributes, LabelSet>> spaces = new HashMap<>();
  private final Map<String, LabelSet> byText = new HashMap<>();
  private int kept;

  private final Naming naming;

  LabelSets(Naming naming) {
    this.naming = naming;
  }

  /// Returns the labels of one metric's points.
  Lookup of(InstrumentationScopeInfo scope, Kind kind) {
    Map<Attributes, LabelSet> known =
        spaces.computeIfAbsent(new Space(scope, kind.ownLabel()), space -> new HashMap<>());
    return attributes -> {
      LabelSet labels = known.get(attributes);
      if (labels == null) {
        byte[] text = LabelEncoder.encode(naming, scope, attributes, kind.ownLabel());
        labels =
            byText.computeIfAbsent(
                new String(text, StandardCharsets.UTF_8), same -> new LabelSet(text));
        known.put(attributes, labels);
        kept++;
      }
      return labels;
    };
  }

  /// Clears the cache if much of it is no longer used.
  ///
  /// @param used the number of points of the last page
  void trim(int used) {
    if (kept > 2 * used + SLACK) {
      spaces.clear();
      byText.clear();
      kept = 0;
    }
  }

  /// The lookup of the labels of a point.
  @FunctionalInterface
  interface Lookup {
    LabelSet of(Attributes attributes);
  }
}
