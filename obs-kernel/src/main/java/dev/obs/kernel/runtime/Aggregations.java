package dev.obs.kernel.runtime;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.extension.ExtensionKind;
import dev.obs.kernel.extension.ExtensionProvider;
import dev.obs.kernel.supervision.Guard.Outcome;
import dev.obs.model.SafeText;
import dev.obs.spi.MetricSink;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The default aggregations that metric sinks ask for. A meter provider needs them when it is
/// built, before the sinks are open.
public final class Aggregations {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// The end of the key with which a sink's section sets the kind of its histograms.
  private static final String OWN_KIND = ".metrics.default_histogram_aggregation";

  private Aggregations() {}

  /// The aggregations of each selected metric sink, by its type. A sink that throws or hangs gets
  /// OpenTelemetry's defaults; its fault shows when it is opened.
  public static Map<String, DefaultAggregationSelector> of(
      KernelContext context, Iterable<ExtensionProvider> providers) {
    Map<String, DefaultAggregationSelector> aggregations = new LinkedHashMap<>();
    for (ExtensionProvider provider : providers) {
      if (provider.kind() == ExtensionKind.of(Signal.METRICS) && provider.selected()) {
        aggregations.put(
            provider.type(),
            provider
                .extension()
                .filter(MetricSink.class::isInstance)
                .map(MetricSink.class::cast)
                .flatMap(sink -> ask(context, provider, sink))
                .map(asked -> configured(context.configuration(), provider, asked))
                .orElse(DefaultAggregationSelector.getDefault()));
      }
    }
    return aggregations;
  }

  /// The kind of histograms that is configured for all sinks, where a sink leaves the kind open.
  @SuppressWarnings("ReferenceEquality") // the SDK has one object for each default aggregation
  private static DefaultAggregationSelector configured(
      Configuration configuration, ExtensionProvider provider, DefaultAggregationSelector asked) {
    boolean open =
        asked.getDefaultAggregation(InstrumentType.HISTOGRAM) == Aggregation.defaultAggregation()
            && provider
                .extension()
                .map(sink -> !configuration.isSet(sink.section() + OWN_KIND))
                .orElse(true);
    return open && configuration.get(CoreSettings.HISTOGRAMS).startsWith("base2")
        ? asked.with(InstrumentType.HISTOGRAM, Aggregation.base2ExponentialBucketHistogram())
        : asked;
  }

  private static Optional<DefaultAggregationSelector> ask(
      KernelContext context, ExtensionProvider provider, MetricSink sink) {
    Outcome<Map<InstrumentType, Aggregation>> outcome =
        context
            .supervisor()
            .guard()
            .call(
                "aggregate-" + provider.type(),
                LIMIT,
                () -> {
                  DefaultAggregationSelector asked =
                      sink.aggregation(context.configuration().section(sink));
                  Map<InstrumentType, Aggregation> all = new EnumMap<>(InstrumentType.class);
                  for (InstrumentType type : InstrumentType.values()) {
                    all.put(type, Objects.requireNonNull(asked.getDefaultAggregation(type)));
                  }
                  return all;
                });
    return outcome.<Optional<DefaultAggregationSelector>>fold(
        all -> Optional.of(type -> all.getOrDefault(type, Aggregation.defaultAggregation())),
        failure -> {
          context
              .supervisor()
              .faults()
              .warn(
                  "aggregation " + provider,
                  provider + " has no aggregation: " + SafeText.of(failure));
          return Optional.empty();
        },
        unused -> Optional.empty());
  }
}
