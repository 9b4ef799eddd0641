package dev.obs.kernel.trace;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The tracers of a kernel. Thread-safe.
public final class KernelTracerProvider implements TracerProvider {
  /// Scopes that are kept, so that a scope that is asked for again is the same object.
  private static final int KEPT = 4096;

  private final Map<InstrumentationScopeInfo, Tracer> tracers = new ConcurrentHashMap<>();
  private final Resource resource;
  private final Sampling sampling;
  private final SpanRules rules;
  private final Consumer<SpanData> ended;
  private final EpochClock clock;

  /// @param resource of all spans
  /// @param sampling decides about each span
  /// @param limits of attributes, events and links
  /// @param ended gets each sampled span that ends, on the thread that ends it; never throws
  /// @param wall the wall clock
  public KernelTracerProvider(
      Resource resource,
      Sampling sampling,
      SpanLimits limits,
      Consumer<SpanData> ended,
      InstantSource wall) {
    this.resource = resource;
    this.sampling = sampling;
    this.rules = SpanRules.of(limits);
    this.ended = ended;
    this.clock = new EpochClock(wall);
  }

  @Override
  public Tracer get(@Nullable String scope) {
    return tracer(scope(scope).build());
  }

  @Override
  public Tracer get(@Nullable String scope, @Nullable String version) {
    InstrumentationScopeInfoBuilder builder = scope(scope);
    if (version != null) {
      builder.setVersion(version);
    }
    return tracer(builder.build());
  }

  @Override
  public TracerBuilder tracerBuilder(@Nullable String scope) {
    return new Builder(scope(scope));
  }

  private static InstrumentationScopeInfoBuilder scope(@Nullable String name) {
    return InstrumentationScopeInfo.builder(name == null ? "" : name);
  }

  private Tracer tracer(InstrumentationScopeInfo scope) {
    Tracer known = tracers.get(scope);
    if (known != null) {
      return known;
    }
    Tracer made = new KernelTracer(this, scope);
    if (tracers.size() >= KEPT) {
      return made;
    }
    Tracer other = tracers.putIfAbsent(scope, made);
    return other == null ? made : other;
  }

  Resource resource() {
    return resource;
  }

  Sampling sampling() {
    return sampling;
  }

  SpanRules rules() {
    return rules;
  }

  EpochClock clock() {
    return clock;
  }

  void ended(SpanData span) {
    ended.accept(span);
  }

  private final class Builder implements TracerBuilder {
    private final InstrumentationScopeInfoBuilder scope;

    Builder(InstrumentationScopeInfoBuilder scope) {
      this.scope = scope;
    }

    @Override
    public TracerBuilder setSchemaUrl(String url) {
      scope.setSchemaUrl(url);
      return this;
    }

    @Override
    public TracerBuilder setInstrumentationVersion(String version) {
      scope.setVersion(version);
      return this;
    }

    @Override
    public Tracer build() {
      return tracer(scope.build());
    }
  }
}
