package dev.obs.spi;

import dev.obs.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A key of the configuration that an extension declares: name, type, range, default, meaning.
///
/// Keep it in a constant, list it in [Extension#settings], read it with [Settings#get]:
///
/// ```java
/// static final Setting<Integer> PORT =
///     Setting.port("port").orElse(9411).environment("COLLECTOR_PORT").describe("port of the collector");
/// ```
///
/// Immutable. Values come from code, an environment variable, the file, or the default, in that
/// order.
///
/// @param <T> the type of the value
public final class Setting<T> {

  /// The shape of a key's value in the file.
  public enum Shape {
    /// One scalar.
    SCALAR,
    /// A sequence of scalars; in an environment variable, separated by commas.
    LIST,
    /// A mapping of names to scalars; in an environment variable `name=value,name=value`, the
    /// values percent-encoded as in W3C baggage.
    MAP,
    /// A sequence of mappings with keys of their own.
    SECTIONS
  }

  private final String name;
  private final Shape shape;
  private final Scalar<?> scalar;
  private final List<Setting<?>> fields;
  private final @Nullable T fallback;
  private final boolean required;
  private final List<String> environment;
  private final String description;
  private final Relations relations;

  private Setting(
      String name,
      Shape shape,
      Scalar<?> scalar,
      List<Setting<?>> fields,
      @Nullable T fallback,
      boolean required,
      List<String> environment,
      String description,
      Relations relations) {
    this.name = name;
    this.shape = shape;
    this.scalar = scalar;
    this.fields = fields;
    this.fallback = fallback;
    this.required = required;
    this.environment = environment;
    this.description = description;
    this.relations = relations;
  }

  /// The rule for its names and the relations to other settings.
  private record Relations(
      @Nullable Scalar<String> keys,
      @Nullable Setting<String> host,
      @Nullable Ineffective ineffective) {
    static final Relations NONE = new Relations(null, null, null);
  }

  /// A condition under which a setting has no effect.
  ///
  /// @param applies whether it is so with these values of the section
  /// @param reason the reason, after "because"
  public record Ineffective(Predicate<Settings> applies, String reason) {}

  /// Declares a setting with a custom scalar.
  public static <T> Setting<T> scalar(String name, Scalar<T> scalar) {
    return of(name, Shape.SCALAR, scalar, List.of());
  }

  private static <T> Setting<T> of(
      String name, Shape shape, Scalar<?> scalar, List<Setting<?>> fields) {
    return new Setting<>(name, shape, scalar, fields, null, false, List.of(), "", Relations.NONE);
  }

  /// Declares a text.
  public static Setting<String> text(String name) {
    return scalar(name, Scalar.text());
  }

  /// Declares a text that is never shown.
  public static Setting<Secret> secret(String name) {
    return scalar(name, Scalar.secret());
  }

  /// Declares a boolean, `true` or `false`.
  public static Setting<Boolean> bool(String name) {
    return scalar(name, Scalar.bool());
  }

  /// Declares a whole number in a range, both ends included.
  public static Setting<Integer> integer(String name, int min, int max) {
    return scalar(name, Scalar.integer(min, max));
  }

  /// Declares a TCP port, 0 to 65535; 0 lets the system choose.
  public static Setting<Integer> port(String name) {
    return scalar(name, Scalar.port());
  }

  /// Declares a number in a range, both ends included.
  public static Setting<Double> decimal(String name, double min, double max) {
    return scalar(name, Scalar.decimal(min, max));
  }

  /// Declares a duration such as `500ms`, `30s`, `5m`. A bare number counts seconds in the file
  /// and, as OpenTelemetry's specification defines, milliseconds in an environment variable.
  public static Setting<Duration> duration(String name, Duration min, Duration max) {
    return scalar(name, Scalar.duration(Duration.ofSeconds(1), min, max));
  }

  /// Declares a time-out: a duration from 1 ms to a longest one, or zero for no limit, as
  /// OpenTelemetry's specification defines. Without a limit the value is [Integer#MAX_VALUE]
  /// milliseconds.
  public static Setting<Duration> timeout(String name, Duration max) {
    return scalar(name, Scalar.timeout(max));
  }

  /// Declares a size in bytes such as `512MB` (units are powers of 1,024).
  public static Setting<Long> size(String name, long min, long max) {
    return scalar(name, Scalar.size(min, max));
  }

  /// Declares a choice of the given words, in any case.
  public static Setting<String> choice(String name, String... choices) {
    return scalar(name, Scalar.choice(List.of(choices)));
  }

  /// Declares an `http` or `https` URL with a host.
  public static Setting<URI> uri(String name) {
    return scalar(name, Scalar.uri());
  }

  /// Declares a path of a file or folder.
  public static Setting<Path> path(String name) {
    return scalar(name, Scalar.path());
  }

  /// Declares a sequence of scalars.
  public static <E> Setting<List<E>> list(Setting<E> element) {
    return of(element.name, Shape.LIST, element.scalar, List.of());
  }

  /// Declares a mapping of names to scalars.
  public static <E> Setting<Map<String, E>> map(Setting<E> element) {
    return of(element.name, Shape.MAP, element.scalar, List.of());
  }

  /// Declares a sequence of mappings, each with these keys.
  public static Setting<List<Settings>> sections(String name, Setting<?>... fields) {
    return of(name, Shape.SECTIONS, Scalar.text(), List.of(fields));
  }

  /// Returns this setting with a default.
  public Setting<T> orElse(T value) {
    return new Setting<>(
        name, shape, scalar, fields, value, false, environment, description, relations);
  }

  /// Returns this setting as required: its absence is an error. Mostly for keys of [#sections].
  public Setting<T> required() {
    return new Setting<>(
        name, shape, scalar, fields, null, true, environment, description, relations);
  }

  /// Returns this setting with environment variables; the first one that is set and not empty wins.
  public Setting<T> environment(String... names) {
    return new Setting<>(
        name, shape, scalar, fields, fallback, required, List.of(names), description, relations);
  }

  /// Returns this setting with a description of a few words.
  public Setting<T> describe(String meaning) {
    return new Setting<>(
        name, shape, scalar, fields, fallback, required, environment, meaning, relations);
  }

  /// Returns this [#map] with a rule for its names; one that the scalar cannot read is an error, or
  /// makes an environment variable unusable.
  public Setting<T> keys(Scalar<String> names) {
    return with(new Relations(names, relations.host, relations.ineffective));
  }

  /// Returns this [#port] as one to listen on. Two extensions that listen on one port of
  /// overlapping hosts are an error of the configuration.
  ///
  /// @param address the setting of the same section with the host
  public Setting<T> listensOn(Setting<String> address) {
    return with(new Relations(relations.keys, address, relations.ineffective));
  }

  /// Returns this setting as one that other settings of its section can make useless. If it is set
  /// then, the configuration has a notice.
  ///
  /// @param when whether it has no effect with these values of the section
  /// @param reason the reason for the notice, such as `index is not set`
  public Setting<T> ineffective(Predicate<Settings> when, String reason) {
    return with(new Relations(relations.keys, relations.host, new Ineffective(when, reason)));
  }

  private Setting<T> with(Relations changed) {
    return new Setting<>(
        name, shape, scalar, fields, fallback, required, environment, description, changed);
  }

  /// Returns the key within the section; dots separate nested mappings, as in `traces.endpoint`.
  public String name() {
    return name;
  }

  /// Returns the shape of the value.
  public Shape shape() {
    return shape;
  }

  /// Returns the reader of each scalar.
  public Scalar<?> scalar() {
    return scalar;
  }

  /// Returns the rule for the names of a [Shape#MAP], or empty if every name is allowed.
  public Optional<Scalar<String>> keys() {
    return Optional.ofNullable(relations.keys);
  }

  /// Returns the setting of the host of a port to listen on, or empty for all other settings.
  public Optional<Setting<String>> host() {
    return Optional.ofNullable(relations.host);
  }

  /// Returns the condition under which it has no effect.
  public Optional<Ineffective> ineffective() {
    return Optional.ofNullable(relations.ineffective);
  }

  /// Returns the keys of each mapping of [Shape#SECTIONS].
  public List<Setting<?>> fields() {
    return fields;
  }

  /// Returns the default.
  public Optional<T> fallback() {
    return Optional.ofNullable(fallback);
  }

  /// Returns whether its absence is an error.
  public boolean isRequired() {
    return required;
  }

  /// Returns the environment variables that set it, in descending priority.
  public List<String> environment() {
    return environment;
  }

  /// Returns the description.
  public String description() {
    return description;
  }

  @Override
  public String toString() {
    return name;
  }
}
