package dev.obs.cli;

import dev.obs.kernel.Kernel;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `obs run`: runs the kernel alone until a signal ends it.
@Command(
    name = RunCommand.NAME,
    header = "Run the kernel until SIGTERM or Ctrl-C.",
    description = {
      "Reports the active extensions at the start, and the delivered, dropped and kept records",
      "of each lane at the end."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer>, DirectCommand {
  static final String NAME = "run";

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  RunCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    return run(Invocation.of(spec));
  }

  @Override
  public void declare(DirectOptions direct) {
    options.declare(direct);
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Stop stop = invocation.stop();
    stop.onSignal();
    Reporter reporter = Reporter.start();
    Optional<Kernel> started = stop.starting(() -> Kernel.start(options.toKernel()));
    if (started.isEmpty()) {
      return ExitCode.OK;
    }
    Kernel kernel = started.get();
    stop.running(kernel.shutdownDeadline());
    try (kernel) {
      reporter.report(out -> Report.started(kernel, out));
      stop.await();
    }
    reporter.report(out -> Report.closed(kernel.view(), out));
    reporter.await();
    return ExitCode.OK;
  }
}
