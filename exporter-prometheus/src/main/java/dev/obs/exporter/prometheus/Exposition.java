package dev.obs.exporter.prometheus;

import dev.obs.exporter.prometheus.ScrapeLosses.Reason;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A renderer of metrics into pages, one after the other in the same buffer. Not thread-safe.
///
/// Families are sorted by name, and of two conflicting metrics the first in the order of names and
/// scopes wins, because the SDK's own order differs from run to run.
final class Exposition {
  private static final Comparator<MetricData> ORDER =
      Comparator.comparing(MetricData::getName)
          .thenComparing(metric -> metric.getInstrumentationScopeInfo().getName())
          .thenComparing(
              metric -> String.valueOf(metric.getInstrumentationScopeInfo().getVersion()))
          .thenComparing(MetricData::getType);

  private static final int NAMES = 10_000;
  private static final int EXEMPLARS = 100_000;

  private record Instrument(String name, String unit, Kind kind) {}

  /// The names of one kind of page, which are kept because they hardly change.
  private static final class Vocabulary {
    private final Map<Instrument, FamilyName> names = new HashMap<>();
    private final Naming naming;
    private final LabelSets labelSets;
    private final byte[] targetLabels;

    Vocabulary(Naming naming, Resource resource) {
      this.naming = naming;
      this.labelSets = new LabelSets(naming);
      this.targetLabels = LabelEncoder.encode(naming, resource.getAttributes());
    }

    FamilyName name(MetricData metric, Kind kind) {
      if (names.size() > NAMES) {
        names.clear();
      }
      return names.computeIfAbsent(
          new Instrument(metric.getName(), metric.getUnit(), kind),
          added -> FamilyName.of(naming, added.name, added.unit, added.kind));
    }
  }

  private final Map<Naming, Vocabulary> vocabularies = new HashMap<>();
  private final ExemplarMemory exemplars = new ExemplarMemory(EXEMPLARS);
  private final PageBuffer page = new PageBuffer(64 * 1024);
  private final Resource resource;
  private final Translation translation;
  private final ScrapeLosses losses;
  private long familiesWritten;

  Exposition(Resource resource, Translation translation, ScrapeLosses losses) {
    this.resource = resource;
    this.translation = translation;
    this.losses = losses;
  }

  /// Keeps the exemplars of a collection for this and later pages.
  void remember(Collection<MetricData> metrics) {
    exemplars.add(metrics);
  }

  /// Returns a page in a format.
  byte[] write(Format format, Collection<MetricData> metrics) {
    page.truncate(0);
    Vocabulary words =
        vocabularies.computeIfAbsent(
            translation.naming(format), naming -> new Vocabulary(naming, resource));
    FamilyWriter writer =
        new FamilyWriter(page, format, words.naming, words.labelSets, exemplars, losses);
    for (Family family : families(words, metrics)) {
      int start = page.size();
      try {
        writer.write(family, ++familiesWritten);
      } catch (OutOfMemoryError noPage) {
        throw noPage; // a truncated page would look complete
      } catch (Throwable unreadable) { // a foreign metric producer
        page.truncate(start);
        losses.dropped(Reason.UNREADABLE, family.name().base(), series(family));
      }
    }
    writer.target(words.targetLabels);
    writer.end();
    words.labelSets.trim(writer.series());
    return page.toByteArray();
  }

  private Collection<Family> families(Vocabulary words, Collection<MetricData> metrics) {
    Map<String, Family> families = new TreeMap<>();
    Set<String> taken = new HashSet<>(List.of("target", "target_info"));
    List<MetricData> ordered = new ArrayList<>(metrics);
    ordered.sort(ORDER);
    for (MetricData metric : ordered) {
      if (metric.isEmpty()) {
        continue;
      }
      Kind kind = Kind.of(metric);
      if (kind == null) {
        losses.dropped(Reason.DELTA, metric.getName(), metric.getData().getPoints().size());
        continue;
      }
      FamilyName name = words.name(metric, kind);
      Family family = families.get(name.base());
      if (family == null && reserve(name, taken)) {
        family = new Family(name);
        families.put(name.base(), family);
      }
      if (family != null && family.name().kind() == kind) {
        family.add(metric);
      } else {
        losses.dropped(
            Reason.CONFLICTING_TYPE, metric.getName(), metric.getData().getPoints().size());
      }
    }
    return families.values();
  }

  /// Reserves the names of a family and its samples, if all are free: a gauge `x_count` conflicts
  /// with a histogram `x`.
  private static boolean reserve(FamilyName name, Set<String> taken) {
    List<String> all = name.kind().reserved().stream().map(suffix -> name.base() + suffix).toList();
    if (all.stream().anyMatch(taken::contains)) {
      return false;
    }
    return taken.addAll(all);
  }

  private static long series(Family family) {
    return family.metrics().stream().mapToLong(metric -> metric.getData().getPoints().size()).sum();
  }
}
