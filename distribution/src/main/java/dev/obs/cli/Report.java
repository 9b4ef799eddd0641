package dev.obs.cli;

import dev.obs.kernel.Kernel;
import dev.obs.link.text.Table;
import dev.obs.model.ExtensionInfo;
import dev.obs.model.LaneStats;
import dev.obs.spi.KernelView;
import io.opentelemetry.api.common.AttributeKey;
import java.io.File;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The reports after the start and the end of a kernel.
final class Report {
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  private Report() {}

  /// Prints each extension with its state, each served address, and unexpected effects of the
  /// configuration.
  static void started(Kernel kernel, PrintStream out) {
    KernelView view = kernel.view();
    out.println(
        "obs "
            + view.version()
            + " observes "
            + view.resource().getAttributes().get(SERVICE)
            + ", process "
            + ProcessHandle.current().pid());
    out.println();
    extensions(view.extensions()).lines().forEach(out::println);
    out.println();
    for (ExtensionInfo extension : view.extensions()) {
      for (URI address : extension.addresses()) {
        out.println("serving " + address + " (" + extension.type() + ")");
      }
    }
    kernel.notices().forEach(notice -> out.println("note: " + notice));
    out.flush();
  }

  /// Returns the extensions as a table.
  static Table extensions(List<ExtensionInfo> extensions) {
    Table table = Table.of("kind", "type", "module", "version", "origin", "state");
    for (ExtensionInfo extension : extensions) {
      table.row(
          extension.kind(),
          extension.type(),
          extension.module(),
          extension.version(),
          origin(extension),
          state(extension));
    }
    return table;
  }

  /// Returns the origin of an extension; a path within the working directory is relative.
  static String origin(ExtensionInfo extension) {
    String here = Path.of("").toAbsolutePath() + File.separator;
    return extension.origin().startsWith(here)
        ? extension.origin().substring(here.length())
        : extension.origin();
  }

  /// Returns its state, with the reason if there is one.
  static String state(ExtensionInfo extension) {
    String state = extension.state().name().toLowerCase(Locale.ROOT);
    return extension.reason().isEmpty() ? state : state + ": " + extension.reason();
  }

  /// Prints the numbers of records that each lane delivered, dead-lettered, dropped, and kept for
  /// the next start.
  static void closed(KernelView view, PrintStream out) {
    out.println();
    Table table =
        Table.of(
            "lane", "offered", "delivered", "refused", "dead letters", "in the spool", "dropped");
    for (LaneStats lane : view.lanes()) {
      table.row(
          lane.sink() + " " + lane.signal(),
          Long.toString(lane.offered()),
          Long.toString(lane.delivered()),
          lane.refused() == 0 ? "0" : lane.refused() + " (queue full)",
          Long.toString(lane.deadLettered()),
          Long.toString(lane.waiting()),
          dropped(lane));
    }
    table.lines().forEach(out::println);
    out.flush();
  }

  private static String dropped(LaneStats lane) {
    if (lane.dropped().isEmpty()) {
      return "0";
    }
    String why = lane.failing().isEmpty() ? "" : "; last failure: " + lane.failing();
    return lane.dropped().entrySet().stream()
        .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
        .collect(Collectors.joining(", ", "", why));
  }
}
