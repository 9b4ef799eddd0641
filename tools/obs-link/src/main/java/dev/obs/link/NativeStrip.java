package dev.obs.link;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The `strip` of GNU or LLVM binutils, which removes symbols from native libraries that no dynamic
/// linker needs.
///
/// @param program the program
record NativeStrip(Path program) {

  static Optional<NativeStrip> find() {
    String path = System.getenv("PATH");
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path == null ? "" : path)
        .map(folder -> Path.of(folder, "strip"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(NativeStrip::new);
  }

  /// Strips every shared library of an image.
  void strip(Path image) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--strip-unneeded"));
    for (Path file : Folders.files(image.resolve("lib"))) {
      if (file.toString().endsWith(".so")) {
        command.add(file.toString());
      }
    }
    Tool.Result result = Tool.run(command);
    if (result.exit() != 0) {
      throw new LinkException(program + " failed: " + result.output().strip());
    }
  }
}
