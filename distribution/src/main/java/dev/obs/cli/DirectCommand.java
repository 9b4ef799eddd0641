package dev.obs.cli;

/// A command that [DirectStart] can run without picocli's model of all commands.
interface DirectCommand {
  /// Declares the options, by the names of their annotations.
  void declare(DirectOptions options);

  /// Runs the command.
  ///
  /// @return its exit code
  int run(Invocation invocation) throws Exception;
}
