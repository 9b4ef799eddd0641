package dev.obs.cli;

import dev.obs.api.ConfigurationException;
import dev.obs.codec.JsonWriter;
import dev.obs.kernel.Inventory;
import dev.obs.kernel.config.SpoolSettings;
import dev.obs.kernel.spool.LaneSummary;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolFolder;
import dev.obs.link.text.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `obs spool`: lists the records on disk and the dead letters.
@Command(
    name = "spool",
    header = "Show the waiting, rejected and dropped records of the spool.",
    description = "Can be used while a process writes to the spool.",
    mixinStandardHelpOptions = true)
final class SpoolCommand implements Callable<Integer> {
  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = "--path",
      paramLabel = "DIR",
      description = "The spool's folder. Default: telemetry.spool.path.")
  private @Nullable Path path;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  SpoolCommand() {}

  @Override
  public Integer call() throws IOException {
    List<LaneSummary> lanes = folder().lanes();
    UnaryOperator<String> redaction = redaction();
    PrintWriter out = out();
    if (json) {
      out.println(json(lanes, redaction));
    } else {
      table(lanes, redaction).lines().forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  /// Sends rejected records again.
  @Command(
      header = "Send the dead letters of a lane again.",
      description = {
        "The process that uses the spool sends them within a second, otherwise the next process",
        "at its start."
      },
      mixinStandardHelpOptions = true)
  int replay(
      @Parameters(paramLabel = "LANE", description = "The lane, such as otlp-traces.") String lane)
      throws IOException {
    out().println(folder().replay(lane) + " dead letters of " + lane + " will be sent again");
    out().flush();
    return ExitCode.OK;
  }

  /// Removes rejected records.
  @Command(
      header = "Remove the dead letters of a lane permanently.",
      mixinStandardHelpOptions = true)
  int drop(
      @Parameters(paramLabel = "LANE", description = "The lane, such as otlp-traces.") String lane)
      throws IOException {
    out().println(folder().drop(lane) + " dead letters of " + lane + " are removed");
    out().flush();
    return ExitCode.OK;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private SpoolFolder folder() throws SpoolException {
    if (path != null) {
      return SpoolFolder.at(path);
    }
    Path configured =
        Inventory.take(options.toKernel())
            .configuration()
            .find(SpoolSettings.PATH)
            .orElseThrow(() ->
                new SpoolException(
                    SpoolSettings.PATH.name() + " is not set; name the folder by --path"));
    return SpoolFolder.at(configured);
  }

  /// Returns a function that hides secrets in the reasons, which are messages of a server and may
  /// have been written by an older version.
  private UnaryOperator<String> redaction() {
    try {
      return Inventory.take(options.toKernel()).configuration().redaction();
    } catch (ConfigurationException unreadable) {
      return UnaryOperator.identity(); // the folder was named by --path
    }
  }

  private static Table table(List<LaneSummary> lanes, UnaryOperator<String> redaction) {
    Table table = Table.of("lane", "waiting", "bytes", "dead letters", "delivered", "dropped");
    for (LaneSummary lane : lanes) {
      String replaying = lane.replaying() == 0 ? "" : " (+" + lane.replaying() + " to be replayed)";
      table.row(
          lane.name(),
          Long.toString(lane.waiting()),
          Long.toString(lane.bytes()),
          lane.deadLetters() + replaying,
          Long.toString(lane.delivered()),
          redaction.apply(dropped(lane)));
    }
    return table;
  }

  private static String dropped(LaneSummary lane) {
    return lane.dropped().isEmpty()
        ? "0"
        : lane.dropped().entrySet().stream()
            .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
            .collect(Collectors.joining(", "));
  }

  private static String json(List<LaneSummary> lanes, UnaryOperator<String> redaction) {
    JsonWriter json = new JsonWriter();
    json.beginArray();
    for (LaneSummary lane : lanes) {
      json.beginObject();
      json.name("lane").value(lane.name());
      json.name("waiting").value(lane.waiting());
      json.name("bytes").value(lane.bytes());
      json.name("dead_letters").value(lane.deadLetters());
      json.name("dead_letter_bytes").value(lane.deadLetterBytes());
      json.name("replaying").value(lane.replaying());
      json.name("delivered").value(lane.delivered());
      json.name("dropped").beginObject();
      lane.dropped().forEach((reason, count) -> json.name(redaction.apply(reason)).value(count));
      json.endObject();
      json.endObject();
    }
    return json.endArray().toString();
  }
}
