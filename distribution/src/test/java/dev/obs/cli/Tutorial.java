package dev.obs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A page of the documentation: its blocks of commands, and their documented output.
///
/// @param steps the steps in the order of the page
record Tutorial(List<Step> steps) {

  /// Commands and lines of their output, in which `...` matches anything.
  record Step(String commands, List<String> expected) {

    /// Fails unless each expected line is part of a line of the output.
    void check(String output) {
      for (String line : expected) {
        String pattern =
            Stream.of(line.strip().split("\\.\\.\\.", -1))
                .map(part ->
                    Stream.of(part.split("\\s+", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s+")))
                .collect(Collectors.joining(".*"));
        if (!Pattern.compile(pattern).matcher(output).find()) {
          throw new AssertionError("no line '%s' in\n%s".formatted(line, output));
        }
      }
    }
  }

  static Tutorial read(Path page) throws IOException {
    List<Step> steps = new ArrayList<>();
    List<String> lines = Files.readAllLines(page);
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith("```")) {
        String language = lines.get(at).substring(3);
        int end = at + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        List<String> block = lines.subList(at + 1, end);
        if (language.equals("sh")) {
          steps.add(new Step(String.join("\n", block), List.of()));
        } else if (language.equals("text")) {
          steps.add(new Step(steps.removeLast().commands(), List.copyOf(block)));
        }
        at = end;
      }
    }
    return new Tutorial(List.copyOf(steps));
  }
}
