package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException.Problem;
import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A checked configuration. Immutable.
public final class Configuration implements Settings {
  private final Sources sources;
  private final Schema schema;
  private final MergedValues values;
  private final Map<String, String> unusable;
  private final SectionSettings core;
  private final List<Dependency> dependencies;
  private final List<String> notices;
  private final UnaryOperator<String> redaction;
  private final List<Problem> literalSecrets;

  /// @param unusable the addresses that a variable sets to something that is none, with the reason
  Configuration(
      Sources sources,
      MergedValues values,
      Map<String, String> unusable,
      List<String> notices,
      UnaryOperator<String> redaction,
      List<Problem> literalSecrets) {
    this.sources = sources;
    this.schema = sources.schema();
    this.unusable = Map.copyOf(unusable);
    this.values = values;
    this.core = new SectionSettings(DeclaredSettings.ALL, "", values, Set.of(), Origin.DEFAULT);
    this.dependencies = Dependencies.of(values);
    this.notices = List.copyOf(notices);
    this.redaction = redaction;
    this.literalSecrets = literalSecrets;
  }

  /// The value of one of the [CoreSettings].
  @Override
  public <T> Optional<T> find(Setting<T> setting) {
    return core.find(setting);
  }

  /// The settings that an extension declared.
  ///
  /// @throws IllegalArgumentException if the extension was not given to the loader or has a
  ///   [#conflict]
  public Settings section(Extension extension) {
    SectionSettings declared = declared(extension);
    return unusable.isEmpty() ? declared : new AddressSettings(declared, unusable);
  }

  /// This configuration as if a variable were not set.
  ///
  /// @throws dev.obs.api.ConfigurationException if something needs it
  Configuration without(String variable) {
    return sources.without(variable).configuration();
  }

  /// The origin of the value of an extension's setting.
  Origin origin(Extension extension, Setting<?> setting) {
    return declared(extension).origin(setting);
  }

  /// The origin of the value of an extension's setting: `file:line:column`, the name of an
  /// environment variable, `code`, or the key itself if it is the default.
  public String locate(Extension extension, Setting<?> setting) {
    return locate(
        declared(extension).origin(setting), Schema.join(extension.section(), setting.name()));
  }

  /// The same for one of the [CoreSettings].
  public String locate(Setting<?> setting) {
    return locate(core.origin(setting), setting.name());
  }

  /// The reason not to use an extension: it declares keys otherwise than another one, as in
  /// `declares telemetry.otlp.endpoint otherwise than ...`. Empty if it can be used.
  public Optional<String> conflict(Extension extension) {
    return Optional.ofNullable(schema.conflict(extension));
  }

  /// Every setting and its value, sections together.
  public List<EffectiveValue> effective() {
    return EffectiveValues.of(schema, values);
  }

  /// The value at a full key as [#effective] shows it: of a setting, such as `health.port`, or of
  /// an entry, such as `health.endpoints[0].path`. Empty if no setting declares the key, if it has
  /// no value, or if the value is known only where the service will run.
  ///
  /// @throws IllegalArgumentException if the value is of another type
  public <T> Optional<T> find(String key, Class<T> type) {
    SettingValue.Row row = EffectiveValues.row(key, schema, values);
    Object value = row == null || values.isDeferred(key) ? null : row.value();
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException(
          key + " is a " + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
    }
    return Optional.ofNullable(type.cast(value));
  }

  /// The origin of the value at a full key, as [#effective] shows it.
  public String source(String key) {
    SettingValue.Row row = EffectiveValues.row(key, schema, values);
    return (row == null ? Origin.DEFAULT : row.origin()).shown();
  }

  /// Whether a setting is set, by its full key; else it has its default, if any.
  public boolean isSet(String key) {
    return values.isSet(key);
  }

  /// The settings and entries whose values differ, in the order of [#effective], then those that
  /// only the other configuration knows. A value that has only moved, such as from the file to the
  /// environment, is not a change.
  ///
  /// @param other the later configuration
  public List<SettingChange> changes(Configuration other) {
    return Comparison.of(schema, values, other.schema, other.values);
  }

  /// Notices: findings that are not errors, each with its place.
  public List<String> notices() {
    return notices;
  }

  /// Replaces every secret of this configuration in a text by `(hidden)`, also in the forms in
  /// which a server may repeat it.
  public UnaryOperator<String> redaction() {
    return redaction;
  }

  /// The secrets that the file itself holds, each with its place and what to do.
  public List<Problem> literalSecrets() {
    return literalSecrets;
  }

  /// The types of the trace sinks in use, none if tracing is off.
  public List<String> traceExporters() {
    return get(CoreSettings.ENABLED) && get(CoreSettings.TRACING_ENABLED)
        ? get(CoreSettings.TRACE_EXPORTERS)
        : List.of();
  }

  /// The types of the metric sinks in use, none if metrics are off.
  public List<String> metricExporters() {
    return get(CoreSettings.ENABLED) && get(CoreSettings.METRICS_ENABLED)
        ? get(CoreSettings.METRIC_EXPORTERS)
        : List.of();
  }

  /// The types of the log sinks in use, `console` being the kernel's own. Where telemetry is off as
  /// a whole, log records still go to the console if they went there before.
  public List<String> logExporters() {
    List<String> exporters = get(CoreSettings.LOG_EXPORTERS);
    if (get(CoreSettings.ENABLED)) {
      return exporters;
    }
    return exporters.contains(ExporterNames.CONSOLE) ? List.of(ExporterNames.CONSOLE) : List.of();
  }

  /// The types of the incident sinks in use, none if telemetry is off.
  public List<String> incidentExporters() {
    return get(CoreSettings.ENABLED) ? get(IncidentSettings.EXPORTERS) : List.of();
  }

  /// The names of the propagators to install: `tracecontext`, `baggage`, and those of libraries.
  public List<String> propagators() {
    List<String> propagators = get(CoreSettings.PROPAGATORS);
    return propagators.contains(NoneName.NONE)
        ? List.of()
        : propagators.stream().distinct().toList();
  }

  /// The sampler of traces.
  public Sampler sampler() {
    double rate = get(CoreSettings.SAMPLE_RATE);
    return switch (get(CoreSettings.SAMPLER)) {
      case "always_on" -> Sampler.alwaysOn();
      case "always_off" -> Sampler.alwaysOff();
      case "traceidratio" -> Sampler.traceIdRatioBased(rate);
      case "parentbased_always_on" -> Sampler.parentBased(Sampler.alwaysOn());
      case "parentbased_always_off" -> Sampler.parentBased(Sampler.alwaysOff());
      default -> Sampler.parentBased(Sampler.traceIdRatioBased(rate));
    };
  }

  /// The limits of spans.
  public SpanLimits spanLimits() {
    return LimitSettings.spans(core);
  }

  /// The limits of log records.
  public LogLimits logLimits() {
    return LimitSettings.logs(core);
  }

  /// The attributes of the resource that are configured, among them `service.name`.
  public Resource resource() {
    return ServiceName.resource(
        get(CoreSettings.SERVICE_NAME), get(CoreSettings.RESOURCE_ATTRIBUTES));
  }

  /// The services to check.
  public List<Dependency> dependencies() {
    return dependencies;
  }

  /// The file, unless the defaults are in use.
  public Optional<Path> file() {
    return Optional.ofNullable(sources.path());
  }

  private static String locate(Origin origin, String key) {
    return origin.isDefault() ? key : origin.where();
  }

  private SectionSettings declared(Extension extension) {
    String section = schema.section(extension);
    if (section == null) {
      throw new IllegalArgumentException("no settings are known for '" + extension.type() + "'");
    }
    return new SectionSettings(extension.settings(), section, values, Set.of(), Origin.DEFAULT);
  }
}
