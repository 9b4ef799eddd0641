package dev.obs.link;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// The running JDK's jlink, as a separate process that can be interrupted.
final class Jlink {
  private Jlink() {}

  /// Links modules into a runtime image.
  ///
  /// @param options JVM options that the image's `bin/java` has
  /// @param target the destination; must not exist
  /// @throws LinkException if linking fails
  static void link(
      Collection<Path> modules,
      SortedSet<String> roots,
      String compression,
      List<String> options,
      Path target)
      throws IOException, InterruptedException {
    Path tool = Tool.of("jlink");
    List<String> command =
        new ArrayList<>(
            List.of(
                tool.toString(),
                "-J-XX:TieredStopAtLevel=1",
                "--module-path",
                modules.stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                "--add-modules",
                String.join(",", roots),
                "--no-header-files",
                "--no-man-pages",
                "--vm=server",
                "--compress",
                compression,
                "--output",
                target.toString()));
    if (!options.isEmpty()) {
      command.add("--add-options=" + String.join(" ", options));
    }
    Tool.Result result = Tool.run(command);
    if (result.exit() != 0) {
      // the first line is the error; stack traces may follow
      throw new LinkException(
          "jlink: " + result.output().lines().findFirst().orElse("").replace("Error: ", ""));
    }
    if (!Files.exists(target.resolve("bin/java"))) {
      throw new LinkException("jlink succeeded but created no " + target);
    }
  }
}
