package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The ahead-of-time cache of an image (JEP 483, 514, 515): classes loaded and linked, profiles.
final class AotCache {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int SHOWN_LINES = 30;
  private static final String LOG = "training.log";

  /// The exit code of a process that does not handle the signal.
  private static final int SIGTERM = 128 + 15;

  private AotCache() {}

  /// Runs the training with the image's own JVM, which writes the cache when it ends.
  static void train(AotTraining training, List<String> jvmOptions, Path image, Path cache)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(image.resolve("bin/java").toString());
    command.addAll(jvmOptions);
    command.add("-XX:AOTCacheOutput=" + cache);
    command.add("-m");
    command.add(training.main());
    command.addAll(training.arguments());
    Path folder = Files.createTempDirectory("aot-training");
    try {
      run(command, training.time(), folder);
      if (!Files.exists(cache)) {
        throw new LinkException(
            "the training run ended but the JVM wrote no %s:%n%s"
                .formatted(cache.getFileName(), tail(folder.resolve(LOG))));
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static void run(List<String> command, @Nullable Duration time, Path folder)
      throws IOException, InterruptedException {
    Path log = folder.resolve(LOG);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    withoutSettings(builder.environment());
    Process process = builder.start();
    boolean ended;
    boolean stopped = false;
    try {
      process.getOutputStream().close();
      if (time != null && !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        stopped = true;
        process.destroy();
      }
      ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } finally {
      Tool.end(process);
    }
    int exit = process.exitValue();
    boolean success = exit == 0 || (stopped && exit == SIGTERM);
    if (!ended || !success) {
      String what = ended ? "ended with " + exit : "did not end in " + LIMIT.toMinutes() + " min";
      throw new LinkException(
          "the training run for the AOT cache %s: %s%n%s"
              .formatted(what, String.join(" ", command), tail(log)));
    }
  }

  /// Removes the settings of the JVM and of Obs: the cache must not depend on the builder's shell.
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
