package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The ahead-of-time cache of an image (JEP 483, 514, 515): classes loaded and linked, profiles.
final class AotCache {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int SHOWN_LINES = 30;

  private AotCache() {}

  /// Where the launcher looks for it, from the image's root.
  static String path(ImageSpec spec) {
    return "lib/" + spec.name() + ".aot";
  }

  /// Runs the training with the image's own JVM, which writes the cache when it ends.
  static void train(ImageSpec spec, AotTraining training, Path image)
      throws IOException, InterruptedException {
    Path cache = image.resolve(path(spec));
    List<String> command = new ArrayList<>();
    command.add(image.resolve("bin/java").toString());
    command.addAll(spec.jvmOptions());
    command.add("-XX:AOTCacheOutput=" + cache);
    command.add("-m");
    command.add(training.main());
    command.addAll(training.arguments());
    Path folder = Files.createTempDirectory("aot-training");
    try {
      run(command, folder);
    } finally {
      Folders.delete(folder);
    }
    if (!Files.exists(cache)) {
      throw new LinkException("the training run ended well but the JVM wrote no " + cache);
    }
  }

  private static void run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Path log = folder.resolve("training.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    withoutSettings(builder.environment());
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended;
    try {
      ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (!ended || process.exitValue() != 0) {
      String what = ended ? "ended with " + process.exitValue() : "did not end in " + LIMIT;
      throw new LinkException(
          "the training run for the AOT cache %s: %s%n%s"
              .formatted(what, String.join(" ", command), tail(log)));
    }
  }

  /// The cache must not depend on the shell that builds it.
  private static void withoutSettings(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(name ->
            name.startsWith("OTEL_")
                || name.startsWith("JDK_JAVA_")
                || name.equals("JAVA_TOOL_OPTIONS")
                || name.equals("JAVA_AOT_OPTIONS")
                || name.equals("TELEMETRY_CONFIG"));
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }
}
