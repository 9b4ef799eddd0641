package dev.obs.kernel.pipeline;

import java.util.Set;
import java.util.TreeSet;

/// The members of OpenTelemetry that the kernel looks for when it starts.
public final class YoungestMembers {
  private YoungestMembers() {}

  /// Returns the full names, such as `io.opentelemetry.api.common.Value.empty()`; of a class that
  /// is missing as a whole the name alone.
  public static Set<String> all() {
    Set<String> names = new TreeSet<>();
    OpenTelemetryVersion.YOUNGEST.forEach(member ->
        names.add(member.name().isEmpty() ? member.type() : member.type() + "." + member.name()));
    return names;
  }
}
