package dev.obs.link;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/// The linker's command line, called by the build; `--help` lists its options.
@Command(
    name = "obs-link",
    header = "Link the full run-time image.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  @Mixin private final BuildOptions options = new BuildOptions();

  private Main() {}

  /// Exits with 0, with 1 if the image cannot be linked, or with 2 if the options are invalid.
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /// Accepts options of the JVM that have the name of an option here.
  static CommandLine commandLine() {
    return new CommandLine(new Main()).setAllowOptionsAsOptionParameters(true);
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      new ImageBuilder(options.spec(), line -> System.out.println("[link] " + line))
          .build(options.output());
      return ExitCode.OK;
    } catch (LinkException e) {
      return fail(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return fail(e.toString());
    }
  }

  private static int fail(String message) {
    System.err.println("[link] error: " + message);
    return ExitCode.SOFTWARE;
  }
}
