package dev.obs.bench.image;

import dev.obs.bench.Plan;
import dev.obs.bench.Suite;
import dev.obs.bench.report.Metric;
import dev.obs.bench.report.Results;
import dev.obs.bench.report.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Sizes of images: line 12.
///
/// @param image the image with everything
record ImageSizes(ObsImage image) implements Suite {
  @Override
  public void run(Plan plan, Results results) throws IOException, InterruptedException {
    add("image.full", image.home(), results);
    if (plan.quick()) {
      return; // linking takes its time
    }
    Path folder = Files.createTempDirectory("obs-bench-link");
    try {
      Path small = folder.resolve("small");
      Process link =
          new ProcessBuilder(
                  List.of(
                      image.launcher(),
                      "link",
                      "--with",
                      "health-http,prometheus",
                      "--jdk",
                      System.getProperty("java.home"),
                      "--output",
                      small.toString()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (link.waitFor() != 0) {
        throw new IOException("obs link failed");
      }
      add("image.small", small, results);
    } finally {
      delete(folder);
    }
  }

  private static void add(String work, Path image, Results results) throws IOException {
    results.add(work, Side.OBS, size(image, false));
    results.add(work + ".aot", Side.OBS, size(image, true));
  }

  private static Map<Metric, Double> size(Path image, boolean withCache) throws IOException {
    return Map.of(Metric.SIZE, (double) ObsImage.size(image, withCache));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
