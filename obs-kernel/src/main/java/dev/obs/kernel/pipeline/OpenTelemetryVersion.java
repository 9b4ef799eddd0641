package dev.obs.kernel.pipeline;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks the version of OpenTelemetry that is loaded. A build may replace the one that Obs was
/// built with by an older one, and then a method is missing in the middle of the work.
public final class OpenTelemetryVersion {
  /// The version that Obs was built with.
  static final String NEEDED = "1.67.0";

  /// The classes, methods and fields that Obs uses and version 1.55.0 lacks; a test compares them
  /// with the bytecode of Obs.
  static final List<Member> YOUNGEST =
      List.of(
          new Member("io.opentelemetry.api.common.AttributeKey", "valueKey()"),
          new Member("io.opentelemetry.api.common.AttributeType", "VALUE"),
          new Member("io.opentelemetry.api.common.Value", "empty()"),
          new Member("io.opentelemetry.api.common.ValueType", "EMPTY"),
          new Member("io.opentelemetry.sdk.metrics.ExemplarFilter", ""),
          new Member(
              "io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder", "setExemplarFilter()"));

  private OpenTelemetryVersion() {}

  /// Says what is wrong with the loaded version and what to do; empty if it lacks nothing.
  public static Optional<String> problem() {
    return problem(OpenTelemetryVersion.class.getClassLoader());
  }

  /// The same for the version that a loader loads.
  static Optional<String> problem(ClassLoader loader) {
    List<Member> missing = YOUNGEST.stream().filter(member -> member.isMissing(loader)).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "opentelemetry is too old: expected %s, got API %s and SDK %s without %s, so records may be lost; set <opentelemetry.version>%s</opentelemetry.version> in a build with Spring Boot's parent, or import obs-bom before other BOMs"
            .formatted(
                NEEDED,
                version(OpenTelemetry.class),
                version(CompletableResultCode.class),
                missing.stream().map(Member::toString).collect(Collectors.joining(", ")),
                NEEDED));
  }

  /// The version of the jar or module of a class.
  public static String version(Class<?> type) {
    ModuleDescriptor module = type.getModule().getDescriptor();
    return Optional.ofNullable(type.getPackage().getImplementationVersion())
        .or(() -> Optional.ofNullable(module).flatMap(ModuleDescriptor::rawVersion))
        .orElse("of an unknown version");
  }

  /// A class and one of its members, which may both be missing.
  ///
  /// @param name a method with `()`, a field, or empty for the class
  record Member(String type, String name) {
    private boolean isMissing(ClassLoader loader) {
      try {
        Class<?> owner = Class.forName(type, false, loader);
        Stream<String> names =
            Stream.concat(
                Arrays.stream(owner.getMethods()).map(method -> method.getName() + "()"),
                Arrays.stream(owner.getFields()).map(Field::getName));
        return !name.isEmpty() && names.noneMatch(name::equals);
      } catch (ClassNotFoundException | LinkageError absent) {
        return true;
      }
    }

    @Override
    public String toString() {
      String simple = type.substring(type.lastIndexOf('.') + 1);
      return name.isEmpty() ? simple : simple + "." + name;
    }
  }
}
