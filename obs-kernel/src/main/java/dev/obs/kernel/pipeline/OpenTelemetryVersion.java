package dev.obs.kernel.pipeline;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.lang.module.ModuleDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Checks the version of OpenTelemetry that is loaded. A build may replace the one that Obs was
/// built with by an older one, and then a method is missing in the middle of the work.
public final class OpenTelemetryVersion {
  /// The version that Obs was built with.
  static final String NEEDED = "1.67.0";

  /// The youngest methods that Obs calls.
  private static final List<Method> METHODS =
      List.of(
          new Method("io.opentelemetry.api.common.Value", "empty"),
          new Method("io.opentelemetry.sdk.logs.data.LogRecordData", "getEventName"));

  private OpenTelemetryVersion() {}

  /// Says what is wrong with the loaded version and what to do; empty if it has all methods.
  public static Optional<String> problem() {
    return problem(OpenTelemetryVersion.class.getClassLoader());
  }

  /// The same for the version that a loader loads.
  static Optional<String> problem(ClassLoader loader) {
    List<Method> missing = METHODS.stream().filter(method -> method.isMissing(loader)).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "opentelemetry is too old: expected %s, got API %s and SDK %s without %s, so records may be lost; set <opentelemetry.version>%s</opentelemetry.version> in a build with Spring Boot's parent, or import obs-bom before other BOMs"
            .formatted(
                NEEDED,
                version(OpenTelemetry.class),
                version(CompletableResultCode.class),
                missing.stream().map(Method::toString).collect(Collectors.joining(", ")),
                NEEDED));
  }

  /// The version of the jar or module of a class.
  public static String version(Class<?> type) {
    ModuleDescriptor module = type.getModule().getDescriptor();
    return Optional.ofNullable(type.getPackage().getImplementationVersion())
        .or(() -> Optional.ofNullable(module).flatMap(ModuleDescriptor::rawVersion))
        .orElse("of an unknown version");
  }

  /// A method of a type, which may both be missing.
  private record Method(String type, String name) {
    boolean isMissing(ClassLoader loader) {
      try {
        Class<?> owner = Class.forName(type, false, loader);
        return Arrays.stream(owner.getMethods()).noneMatch(each -> each.getName().equals(name));
      } catch (ClassNotFoundException | LinkageError absent) {
        return true;
      }
    }

    @Override
    public String toString() {
      return type.substring(type.lastIndexOf('.') + 1) + "." + name + "()";
    }
  }
}
