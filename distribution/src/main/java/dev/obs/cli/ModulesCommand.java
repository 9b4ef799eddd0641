package dev.obs.cli;

import dev.obs.api.ConfigurationException;
import dev.obs.codec.JsonWriter;
import dev.obs.kernel.Inventory;
import dev.obs.link.text.Table;
import dev.obs.model.ExtensionInfo;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `obs modules`: lists the discovered extensions with their origin and state.
@Command(
    name = ModulesCommand.NAME,
    header = "List the extensions with their origin and state.",
    description = {
      "The states are: available, selected by the configuration, or failed with the reason.",
      "Plugins that were not loaded are listed too."
    },
    mixinStandardHelpOptions = true)
final class ModulesCommand implements Callable<Integer>, DirectCommand {
  static final String NAME = "modules";
  private static final String JSON = "--json";
  private static final int DIGITS = 12;

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(names = JSON, description = "Print JSON.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  ModulesCommand() {}

  @Override
  public Integer call() {
    return run(Invocation.of(spec));
  }

  @Override
  public void declare(DirectOptions direct) {
    options.declare(direct);
    direct.flag(JSON, () -> json = true);
  }

  @Override
  public int run(Invocation invocation) {
    PrintWriter out = invocation.out();
    List<ExtensionInfo> extensions = extensions(invocation.err());
    if (json) {
      out.println(json(extensions));
    } else {
      table(extensions).lines().forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  /// Returns the extensions, which are listed even if the configuration cannot be read.
  private List<ExtensionInfo> extensions(PrintWriter err) {
    try {
      Inventory inventory = Inventory.take(options.toKernel());
      inventory.notices().forEach(err::println);
      return inventory.extensions();
    } catch (ConfigurationException wrong) {
      wrong.problems().forEach(err::println);
      return Inventory.extensions(options.toKernel());
    }
  }

  /// Returns the table of the report, with the loader of each extension.
  private static Table table(List<ExtensionInfo> extensions) {
    Table table =
        Table.of("kind", "type", "module", "version", "origin", "checksum", "loader", "state");
    for (ExtensionInfo extension : extensions) {
      table.row(
          extension.kind(),
          extension.type(),
          extension.module(),
          extension.version(),
          Report.origin(extension),
          extension.checksum().substring(0, Math.min(DIGITS, extension.checksum().length())),
          extension.loader().equals(extension.origin()) ? "" : extension.loader(),
          Report.state(extension));
    }
    return table;
  }

  private static String json(List<ExtensionInfo> extensions) {
    JsonWriter json = new JsonWriter();
    json.beginArray();
    for (ExtensionInfo extension : extensions) {
      json.beginObject()
          .name("kind")
          .value(extension.kind())
          .name("type")
          .value(extension.type())
          .name("module")
          .value(extension.module())
          .name("version")
          .value(extension.version())
          .name("origin")
          .value(extension.origin())
          .name("checksum")
          .value(extension.checksum())
          .name("loader")
          .value(extension.loader())
          .name("state")
          .value(extension.state().name().toLowerCase(Locale.ROOT))
          .name("reason")
          .value(extension.reason())
          .endObject();
    }
    return json.endArray().toString();
  }
}
