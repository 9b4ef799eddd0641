package dev.obs.faults;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A running [Load] that can be killed.
///
/// ```java
/// try (LoadProcess load =
///     LoadProcess.in(folder).config(yaml).rate(10_000).seconds(10).start()) {
///   ...
///   load.kill9();
///   long accepted = load.accounts().last().lane("otlp/logs").acceptedHere();
/// }
/// ```
public final class LoadProcess implements AutoCloseable {
  private static final long POLL = 5_000_000;

  private final JavaProcess process;
  private final Path accounts;

  private LoadProcess(JavaProcess process, Path accounts) {
    this.process = process;
    this.accounts = accounts;
  }

  /// Creates a builder of a load.
  ///
  /// @param folder receives its configuration, accounts (`accounts.txt`) and output (`load.log`);
  ///   each run needs a separate folder
  public static Builder in(Path folder) {
    return new Builder(folder);
  }

  /// Returns the process itself, for its output and signals.
  public JavaProcess process() {
    return process;
  }

  /// Returns the accounts so far.
  public Accounts accounts() {
    return Accounts.read(accounts);
  }

  /// Returns the last entry of its accounts, if there is one; does not read the earlier ones.
  public Optional<Accounts.Entry> last() {
    return Accounts.last(accounts);
  }

  /// Waits until it has written a first entry and emits.
  public LoadProcess awaitReady() {
    process.awaitLine("ready");
    return this;
  }

  /// Returns the address of one of its pages.
  ///
  /// @param path the page, such as `/health`
  public URI page(String path) {
    String line = process.awaitLine("serves");
    return Stream.of(line.split(" ", -1))
        .filter(word -> word.endsWith(path))
        .map(URI::create)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + path + " in: " + line));
  }

  /// Sends SIGKILL and waits for its end.
  public void kill9() {
    process.kill9();
  }

  /// Waits until a lane's accounts match.
  ///
  /// @throws IllegalStateException with its accounts and output, if it ends or takes too long
  public void awaitLane(String lane, Duration limit, Predicate<Accounts.Lane> state) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      boolean alive = process.isAlive();
      Optional<Accounts.Entry> last = last();
      if (last.filter(entry -> state.test(entry.lane(lane))).isPresent()) {
        return;
      }
      if (!alive || System.nanoTime() - end >= 0) {
        throw new IllegalStateException(last + "\n" + process.output());
      }
      LockSupport.parkNanos(POLL);
    }
  }

  /// Makes it stop emitting, close and print its figures, without a refused record.
  public void end() {
    try {
      Files.createFile(accounts.resolveSibling(AccountsWriter.END));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Sends SIGTERM: the kernel closes while the application still emits.
  public void stop() {
    process.stop();
  }

  /// Waits for its end.
  ///
  /// @return the last printed figures
  /// @throws IllegalStateException with its output, if it takes too long or has failed
  public Map<String, Long> await(Duration limit) {
    process.await(limit);
    return Accounts.figures(process.awaitLine("figures"));
  }

  @Override
  public void close() {
    process.close();
  }

  /// A builder of a load.
  public static final class Builder {
    private final Path folder;
    private final List<String> arguments = new ArrayList<>();
    private List<String> by = List.of();
    private final List<String> jvm = new ArrayList<>(List.of("-Xmx256m"));
    private final Map<String, String> environment = new HashMap<>();

    private Builder(Path folder) {
      this.folder = folder;
    }

    /// Sets the text of its configuration.
    public Builder config(String yaml) {
      try {
        Files.createDirectories(folder);
        Path file = folder.resolve("telemetry.yaml");
        Files.writeString(file, yaml);
        return add("--config", file);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /// Sets the records a second, 10,000 by default.
    public Builder rate(int perSecond) {
      return add("--rate", perSecond);
    }

    /// Sets the number of emitting threads, 1 by default.
    public Builder threads(int count) {
      return add("--threads", count);
    }

    /// Sets the duration; without a limit by default.
    public Builder seconds(long seconds) {
      return add("--seconds", seconds);
    }

    /// Sets the lengths of records, in turn; 300 by default.
    public Builder bytes(Integer... lengths) {
      return add("--bytes", Stream.of(lengths).map(String::valueOf).collect(joining(",")));
    }

    /// Sets the number of records to emit before it waits for its end; without a limit by default.
    public Builder records(long count) {
      return add("--records", count);
    }

    /// Sets the lowest sequence number, 0 by default.
    public Builder first(long sequence) {
      return add("--first", sequence);
    }

    /// Sends a span with each record.
    public Builder spans() {
      arguments.add("--spans");
      return this;
    }

    /// Measures the duration of an emit, except in the first seconds.
    public Builder latency(long warmupSeconds) {
      arguments.add("--latency");
      return add("--warmup", warmupSeconds);
    }

    /// Adds options of the JVM; `-Xmx256m` by default.
    public Builder jvm(String... options) {
      jvm.addAll(List.of(options));
      return this;
    }

    /// Adds a variable to the environment.
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /// Starts it with another command that ends by executing it, such as `unshare`.
    public Builder by(List<String> command) {
      by = List.copyOf(command);
      return this;
    }

    /// Starts the process.
    public LoadProcess start() {
      Path accounts = folder.resolve("accounts.txt");
      add("--accounts", accounts);
      return new LoadProcess(
          JavaProcess.start(
              by, Load.class, folder.resolve("load.log"), environment, jvm, arguments),
          accounts);
    }

    private Builder add(String name, Object value) {
      arguments.add(name);
      arguments.add(value.toString());
      return this;
    }
  }
}
