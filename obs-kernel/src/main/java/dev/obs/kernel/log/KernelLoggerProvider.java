package dev.obs.kernel.log;

import dev.obs.kernel.trace.EpochClock;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.LoggerBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The loggers of a kernel behind OpenTelemetry's API. A record is one object, made on the thread
/// that logs. Thread-safe.
public final class KernelLoggerProvider implements LoggerProvider {
  /// Scopes that are kept, so that a scope that is asked for again is the same object.
  private static final int KEPT = 4096;

  /// The SDK's name of a logger without a name.
  private static final String UNKNOWN = "unknown";

  private final Map<String, KernelLogger> named = new ConcurrentHashMap<>();
  private final Map<InstrumentationScopeInfo, KernelLogger> scoped = new ConcurrentHashMap<>();
  private final Resource resource;
  private final int attributes;
  private final int length;
  private final LaneLogProcessor lanes;
  private final EpochClock clock;

  /// @param resource of all records
  /// @param limits of attributes
  /// @param lanes gets each record, on the thread that logs
  /// @param wall the wall clock
  public KernelLoggerProvider(
      Resource resource, LogLimits limits, LaneLogProcessor lanes, InstantSource wall) {
    this.resource = resource;
    this.attributes = limits.getMaxNumberOfAttributes();
    this.length = limits.getMaxAttributeValueLength();
    this.lanes = lanes;
    this.clock = new EpochClock(wall);
  }

  @Override
  public Logger get(@Nullable String scope) {
    return named(scope);
  }

  KernelLogger named(@Nullable String scope) {
    String name = name(scope);
    KernelLogger known = named.get(name);
    return known == null
        ? keep(named, name, new KernelLogger(this, InstrumentationScopeInfo.create(name)))
        : known;
  }

  private static String name(@Nullable String scope) {
    return scope == null || scope.isEmpty() ? UNKNOWN : scope;
  }

  private static <K> KernelLogger keep(Map<K, KernelLogger> loggers, K key, KernelLogger made) {
    if (loggers.size() >= KEPT) {
      return made;
    }
    KernelLogger other = loggers.putIfAbsent(key, made);
    return other == null ? made : other;
  }

  @Override
  public LoggerBuilder loggerBuilder(@Nullable String scope) {
    return new Builder(InstrumentationScopeInfo.builder(name(scope)));
  }

  private KernelLogger logger(InstrumentationScopeInfo scope) {
    KernelLogger known = scoped.get(scope);
    return known == null ? keep(scoped, scope, new KernelLogger(this, scope)) : known;
  }

  Resource resource() {
    return resource;
  }

  /// The number of attributes of a record at most.
  int attributes() {
    return attributes;
  }

  /// The length of the value of an attribute at most.
  int length() {
    return length;
  }

  /// The time now, in nanoseconds since 1970.
  long now() {
    long now = System.nanoTime();
    return now + clock.offset(now);
  }

  void emit(KernelLogRecord record, Context context) {
    lanes.offer(record, context);
  }

  void failed(Throwable failure) {
    lanes.failed(failure);
  }

  private final class Builder implements LoggerBuilder {
    private final InstrumentationScopeInfoBuilder scope;

    Builder(InstrumentationScopeInfoBuilder scope) {
      this.scope = scope;
    }

    @Override
    public LoggerBuilder setSchemaUrl(String url) {
      scope.setSchemaUrl(url);
      return this;
    }

    @Override
    public LoggerBuilder setInstrumentationVersion(String version) {
      scope.setVersion(version);
      return this;
    }

    @Override
    public Logger build() {
      return logger(scope.build());
    }
  }
}
