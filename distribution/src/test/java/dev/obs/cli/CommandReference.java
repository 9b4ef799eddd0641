package dev.obs.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The commands with their options as Markdown, generated from their declarations.
final class CommandReference {
  private final StringBuilder out = new StringBuilder();

  String markdown() {
    new CommandLine(new Main()).getSubcommands().forEach((name, command) -> add(name, command));
    return out.append('\n').toString();
  }

  private void add(String name, CommandLine command) {
    out.append("\n### `obs ").append(name).append("`\n\n");
    out.append(MarkdownText.text(purpose(command.getCommandSpec())));
    out.append("\n\n| argument | meaning |\n|---|---|\n");
    arguments(command.getCommandSpec()).forEach(this::row);
    new TreeMap<>(command.getSubcommands())
        .forEach((inner, subcommand) -> {
          CommandSpec spec = subcommand.getCommandSpec();
          String parameters =
              spec.positionalParameters().stream()
                  .map(each -> " " + each.paramLabel())
                  .collect(Collectors.joining());
          row(inner + parameters, purpose(spec));
        });
  }

  private void row(String argument, String meaning) {
    out.append("| ").append(MarkdownText.code(argument)).append(" | ");
    out.append(MarkdownText.text(meaning)).append(" |\n");
  }

  /// Returns the parameters, then the options that not every command has.
  private static Map<String, String> arguments(CommandSpec spec) {
    Map<String, String> arguments = new TreeMap<>();
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      arguments.put(parameter.paramLabel(), sentence(parameter.description()));
    }
    for (OptionSpec option : spec.options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        boolean flag = option.arity().max() == 0;
        String label = flag ? "" : " " + option.paramLabel();
        String must = option.required() ? "Required. " : "";
        arguments.put(option.longestName() + label, must + sentence(option.description()));
      }
    }
    return arguments;
  }

  private static String purpose(CommandSpec spec) {
    UsageMessageSpec usage = spec.usageMessage();
    return (sentence(usage.header()) + " " + sentence(usage.description())).strip();
  }

  private static String sentence(String[] lines) {
    return String.join(" ", List.of(lines));
  }
}
