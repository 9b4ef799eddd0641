package dev.obs.bench.image;

import dev.obs.bench.app.BareServer;
import dev.obs.bench.app.Hello;
import dev.obs.bench.app.NioServer;
import dev.obs.bench.app.SdkApp;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The commands of the peers and floors, each with an AOT cache that was made from a run of it and
/// with the collector of the image.
final class Peers implements AutoCloseable {
  private static final int TRAINING_REQUESTS = 20;

  private final Path caches;
  private final String java = Path.of(System.getProperty("java.home"), "bin/java").toString();

  Peers() throws IOException {
    caches = Files.createTempDirectory("obs-bench-aot");
  }

  /// The JDK's server.
  List<String> bareServer(int port) throws IOException {
    return server(BareServer.class, own(), Integer.toString(port));
  }

  /// A selector loop.
  List<String> nioServer(int port) throws IOException {
    return server(NioServer.class, own(), Integer.toString(port));
  }

  /// The autoconfigured SDK with its own jars: without those of Micrometer, whose copy of the
  /// writer for protobuf brings a protobuf of its own.
  List<String> sdk(int port, int metricsPort) throws IOException {
    String jars =
        classPath()
            .filter(jar -> name(jar).matches("(opentelemetry|prometheus-metrics|protobuf-java)-.*"))
            .filter(jar -> !name(jar).matches("prometheus-metrics-exposition-formats-[0-9].*"))
            .collect(Collectors.joining(File.pathSeparator));
    return server(
        SdkApp.class,
        own() + File.pathSeparator + jars,
        Integer.toString(port),
        Integer.toString(metricsPort));
  }

  /// A command of one line, on the JVM of the image.
  List<String> hello(Path image) throws IOException, InterruptedException {
    String imageJava = image.resolve("bin/java").toString();
    Path cache = caches.resolve("hello.aot");
    List<String> end = List.of("-XX:+UseSerialGC", "-cp", own(), Hello.class.getName());
    if (!Files.exists(cache)) {
      Process training =
          new ProcessBuilder(join(List.of(imageJava, "-XX:AOTCacheOutput=" + cache), end))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!training.waitFor(60, TimeUnit.SECONDS) || !Files.exists(cache)) {
        throw new IOException("no AOT cache of " + end);
      }
    }
    return join(List.of(imageJava, "-XX:AOTCache=" + cache), end);
  }

  private List<String> server(Class<?> main, String jars, String... arguments) throws IOException {
    Path cache = caches.resolve(main.getSimpleName() + ".aot");
    List<String> end =
        Stream.concat(
                Stream.of("-XX:+UseSerialGC", "-cp", jars, main.getName()), Stream.of(arguments))
            .toList();
    if (!Files.exists(cache)) {
      int port = Integer.parseInt(arguments[0]);
      try (App training =
          App.start(join(List.of(java, "-XX:AOTCacheOutput=" + cache), end), port)) {
        training.await("/health", System.nanoTime());
        for (int request = 0; request < TRAINING_REQUESTS; request++) {
          training.isOk("/health");
        }
      }
      if (!Files.exists(cache)) {
        throw new IOException("no AOT cache of " + end);
      }
    }
    return join(List.of(java, "-XX:AOTCache=" + cache), end);
  }

  private static List<String> join(List<String> start, List<String> end) {
    List<String> all = new ArrayList<>(start);
    all.addAll(end);
    return List.copyOf(all);
  }

  /// The jar of this module.
  private static String own() {
    return classPath()
        .filter(jar -> name(jar).startsWith("benchmarks"))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the AOT cache needs the jar of the benchmarks"));
  }

  private static Stream<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  private static String name(String jar) {
    return String.valueOf(Path.of(jar).getFileName());
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.list(caches)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(caches);
  }
}
