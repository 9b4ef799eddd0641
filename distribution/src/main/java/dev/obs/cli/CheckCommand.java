package dev.obs.cli;

import dev.obs.kernel.Inventory;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.EffectiveValue;
import dev.obs.link.text.Table;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `obs check`: validates the configuration and shows every effective value with its origin.
@Command(
    name = CheckCommand.NAME,
    header = "Validate the configuration and print its effective values.",
    description = "Each value is printed with its origin.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer>, DirectCommand {
  static final String NAME = "check";

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  CheckCommand() {}

  @Override
  public Integer call() {
    return run(Invocation.of(spec));
  }

  @Override
  public void declare(DirectOptions direct) {
    options.declare(direct);
  }

  @Override
  public int run(Invocation invocation) {
    Inventory inventory = Inventory.take(options.toKernel());
    inventory.validate();
    Configuration configuration = inventory.configuration();
    Table table = Table.of("key", "value", "origin", "meaning");
    for (EffectiveValue value : configuration.effective()) {
      table.row(value.key(), value.value(), value.origin(), value.description());
    }
    PrintWriter out = invocation.out();
    table.lines().forEach(out::println);
    inventory.refusals().forEach(out::println);
    inventory.failures().forEach(out::println);
    inventory.notices().forEach(out::println);
    configuration.notices().forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }
}
