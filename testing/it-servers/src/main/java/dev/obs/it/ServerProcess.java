package dev.obs.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real server as a child process on a free loopback port.
///
/// Each server has its own folder in the `target` folder of the module under test, which keeps its
/// data and its log (`server.log`) for inspection after a failure. It counts as ready when the
/// process is alive, has written its ready line to *its own* log (so that a foreign server on the
/// same port is not mistaken for it) and answers 200 on a path. Its process tree is killed by
/// [#close], at the latest when the JVM ends.
///
/// A subclass names the program and calls [#launch].
public abstract class ServerProcess implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 50;
  private static final int ATTEMPTS = 3;

  private final String name;
  private final Path directory;
  private final Thread killer = new Thread(this::kill);
  private int port;
  private volatile @Nullable Process process; // the shutdown hook reads it

  /// @param name the name for its folder and for messages
  protected ServerProcess(String name) {
    this.name = name;
    long pid = ProcessHandle.current().pid();
    this.directory =
        Path.of("target", "it-servers", name + "-" + pid + "-" + COUNT.incrementAndGet())
            .toAbsolutePath();
  }

  /// Returns the program and its arguments, for [#port] and [#directory].
  protected abstract List<String> command();

  /// Returns additional environment variables.
  protected Map<String, String> environment() {
    return Map.of();
  }

  /// Returns a text in its log that shows that it listens.
  protected abstract String readyLine();

  /// Returns a path that answers 200 once it is ready.
  protected abstract String readyPath();

  /// Starts the server and waits until it is ready, on another port if the first one was just
  /// taken.
  ///
  /// @throws IllegalStateException with the end of its log if it does not become ready
  protected final void launch() {
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      Files.createDirectories(directory);
      for (int attempt = 1; ; attempt++) {
        port = freePort();
        try {
          startAndAwait();
          return;
        } catch (IllegalStateException failed) {
          if (attempt == ATTEMPTS || !String.valueOf(failed.getMessage()).contains(" in use")) {
            throw failed;
          }
        }
      }
    } catch (IOException failed) {
      close();
      throw new UncheckedIOException(failed);
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  /// Returns its address, such as `http://127.0.0.1:40123`.
  public final URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// Returns the port it listens on.
  public final int port() {
    return port;
  }

  /// Returns its folder, with its data and `server.log`.
  public final Path directory() {
    return directory;
  }

  /// Returns its process id, for signals.
  ///
  /// @throws IllegalStateException if it was killed
  public final long pid() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(name + " is not running");
    }
    return running.pid();
  }

  /// Kills it as `kill -9` does, with its children, and waits for its end.
  public final synchronized void kill() {
    Process running = process;
    if (running == null) {
      return;
    }
    List<ProcessHandle> tree =
        Stream.concat(running.descendants(), Stream.of(running.toHandle())).toList();
    tree.forEach(ProcessHandle::destroyForcibly);
    tree.forEach(handle -> handle.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    process = null;
  }

  /// Kills it if it runs, and starts it again with the same port and data.
  public final void restart() {
    kill();
    try {
      startAndAwait();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException jvmEnds) {
      // the hook runs already
    }
  }

  /// Returns the launcher of the JDK that runs the tests.
  protected static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// Returns files that this module's build has prepared: the folder beside its classes or its jar.
  ///
  /// @throws IllegalStateException if they do not exist
  protected static Path laidOut(String path) {
    Path found = codeSource().resolveSibling(path);
    if (!Files.exists(found)) {
      throw new IllegalStateException(
          found + " is missing; lay it out with: mvn -pl :it-servers package");
    }
    return found;
  }

  /// Returns this module's classes or jar.
  protected static Path codeSource() {
    try {
      return Path.of(
          ServerProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns a port of the loopback address that was free a moment ago.
  protected static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void startAndAwait() throws IOException {
    Path log = directory.resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(command()).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment());
    Files.deleteIfExists(log);
    Process started = builder.redirectOutput(log.toFile()).start();
    process = started;
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build()) {
      while (!isReady(client, log)) {
        boolean ended = started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (ended || System.nanoTime() > deadline) {
          kill();
          throw new IllegalStateException(
              name
                  + (ended ? " ended with " + started.exitValue() : " did not get ready")
                  + " on port "
                  + port
                  + "; the end of "
                  + log
                  + ":\n"
                  + tail(log));
        }
      }
    } catch (InterruptedException interrupted) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + " was interrupted while it started", interrupted);
    }
  }

  private boolean isReady(HttpClient client, Path log) throws IOException, InterruptedException {
    if (!text(log).contains(readyLine())) {
      return false;
    }
    HttpRequest request =
        HttpRequest.newBuilder(uri().resolve(readyPath())).timeout(ANSWER_LIMIT).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = text(log).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  private static String text(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }
}
