package dev.obs.cli;

import dev.obs.api.ConfigurationException;
import dev.obs.kernel.spool.SpoolException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `obs`: the entry point of the image.
///
/// Exit codes: 0 success, 1 failure while running, 2 usage or configuration error.
@Command(
    name = "obs",
    description = "Observability runtime: traces, metrics, logs, probes and health.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      CheckCommand.class,
      ModulesCommand.class,
      SpoolCommand.class,
      HealthCommand.class,
      DeployCommand.class,
      LinkCommand.class,
      NewPluginCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:failure while running",
      "2:usage or configuration error",
    })
public final class Main implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  private final Stop stop = new Stop();

  Main() {}

  /// Runs a command and exits with its code.
  public static void main(String[] args) {
    System.exit(new Main().execute(args));
  }

  /// Runs a command, once.
  ///
  /// @return its exit code
  int execute(String... args) {
    int code =
        DirectStart.execute(Invocation.of(stop), args).orElseGet(() -> picocli().execute(args));
    stop.end(code);
    return code;
  }

  /// Returns picocli's model of all commands.
  CommandLine picocli() {
    return new CommandLine(this)
        .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command.getErr()));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /// Returns the handler of the signal that ends a running command.
  Stop stop() {
    return stop;
  }

  /// Reports the failure of a command.
  ///
  /// @return the exit code
  static int explain(Throwable failure, PrintWriter err) {
    if (failure instanceof ConfigurationException wrong) {
      wrong.problems().forEach(err::println);
      return CommandLine.ExitCode.USAGE;
    }
    if (failure instanceof CommandException wrong) {
      wrong.print(err);
      return CommandLine.ExitCode.USAGE;
    }
    if (failure instanceof SpoolException unusable) {
      err.println("obs: " + unusable.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    err.println("obs: " + failure);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
