package dev.obs.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The surroundings of a command.
///
/// @param out standard output
/// @param err standard error
/// @param stop the handler of the signal that ends the command
record Invocation(PrintWriter out, PrintWriter err, Stop stop) {
  /// Returns the surroundings of this process.
  static Invocation of(Stop stop) {
    return new Invocation(writer(System.out), writer(System.err), stop);
  }

  /// Returns the surroundings of a command that picocli runs.
  static Invocation of(CommandSpec spec) {
    CommandLine command = spec.commandLine();
    Main main = (Main) spec.root().userObject();
    return new Invocation(command.getOut(), command.getErr(), main.stop());
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
  }
}
