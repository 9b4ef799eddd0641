package dev.obs.cli;

import dev.obs.kernel.Version;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The direct start of the commands that run often: it reads usual arguments without picocli. To
/// build picocli's model of all commands takes several times as long as such a command, and the AOT
/// cache accepts none of its classes.
final class DirectStart {
  private DirectStart() {}

  /// Runs a command if its arguments are usual ones.
  ///
  /// @return its exit code, or empty if picocli has to read the arguments; then nothing has
  ///   happened
  static OptionalInt execute(Invocation invocation, String... args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      version().forEach(invocation.out()::println);
      return OptionalInt.of(0);
    }
    DirectCommand command = read(args);
    return command == null ? OptionalInt.empty() : OptionalInt.of(run(command, invocation));
  }

  /// Returns the lines of `obs --version`.
  static List<String> version() {
    return List.of("obs " + Version.CURRENT, "Java " + Runtime.version());
  }

  /// Returns the command with its options set, or null if picocli has to read the arguments.
  static @Nullable DirectCommand read(String... args) {
    DirectCommand command =
        switch (args.length == 0 ? "" : args[0]) {
          case RunCommand.NAME -> new RunCommand();
          case CheckCommand.NAME -> new CheckCommand();
          case HealthCommand.NAME -> new HealthCommand();
          case ModulesCommand.NAME -> new ModulesCommand();
          default -> null;
        };
    if (command == null) {
      return null;
    }
    DirectOptions options = new DirectOptions();
    command.declare(options);
    return options.read(List.of(args).subList(1, args.length)) ? command : null;
  }

  private static int run(DirectCommand command, Invocation invocation) {
    try {
      return command.run(invocation);
    } catch (Exception | Error failure) {
      return Main.explain(failure, invocation.err());
    }
  }
}
