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

/// A [Load] that runs and can be killed.
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

  /// Starts to describe one.
  ///
  /// @param folder gets its configuration, accounts (`accounts.txt`) and output (`load.log`); each
  ///   run needs one of its own
  public static Builder in(Path folder) {
    return new Builder(folder);
  }

  /// The process itself: its output, its signals.
  public JavaProcess process() {
    return process;
  }

  /// What it has written so far.
  public Accounts accounts() {
    return Accounts.read(accounts);
  }

  /// The last entry of its accounts, if it has written one; does not read all that came before.
  public Optional<Accounts.Entry> last() {
    return Accounts.last(accounts);
  }

  /// Waits until it has written a first entry and emits.
  public LoadProcess awaitReady() {
    process.awaitLine("ready");
    return this;
  }

  /// The address of one of the pages that it serves.
  ///
  /// @param path such as `/health`
  public URI page(String path) {
    String line = process.awaitLine("serves");
    return Stream.of(line.split(" ", -1))
        .filter(word -> word.endsWith(path))
        .map(URI::create)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + path + " in: " + line));
  }

  /// Sends SIGKILL and waits until it is gone.
  public void kill9() {
    process.kill9();
  }

  /// Waits until a lane's accounts are so.
  ///
  /// @throws IllegalStateException with its accounts and what it printed, if it ends or takes too
  ///   long
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

  /// Has it stop emitting, close and print its figures. Nothing is refused by that.
  public void end() {
    try {
      Files.createFile(accounts.resolveSibling(AccountsWriter.END));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Sends SIGTERM: the kernel closes, whatever the application is about.
  public void stop() {
    process.stop();
  }

  /// Waits for its end.
  ///
  /// @return the figures that it printed last
  /// @throws IllegalStateException with what it printed, if it takes too long or has failed
  public Map<String, Long> await(Duration limit) {
    process.await(limit);
    return Accounts.figures(process.awaitLine("figures"));
  }

  @Override
  public void close() {
    process.close();
  }

  /// What the load is like.
  public static final class Builder {
    private final Path folder;
    private final List<String> arguments = new ArrayList<>();
    private List<String> by = List.of();
    private final List<String> jvm = new ArrayList<>(List.of("-Xmx256m"));
    private final Map<String, String> environment = new HashMap<>();

    private Builder(Path folder) {
      this.folder = folder;
    }

    /// The text of its configuration.
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

    /// Records a second, 10,000 unless set.
    public Builder rate(int perSecond) {
      return add("--rate", perSecond);
    }

    /// How many threads emit, 1 unless set.
    public Builder threads(int count) {
      return add("--threads", count);
    }

    /// How long it emits; for ever unless set.
    public Builder seconds(long seconds) {
      return add("--seconds", seconds);
    }

    /// The lengths of records, in turn; 300 unless set.
    public Builder bytes(Integer... lengths) {
      return add("--bytes", Stream.of(lengths).map(String::valueOf).collect(joining(",")));
    }

    /// How many records it emits before it waits for its end; without a limit unless set.
    public Builder records(long count) {
      return add("--records", count);
    }

    /// The lowest sequence number, 0 unless set.
    public Builder first(long sequence) {
      return add("--first", sequence);
    }

    /// Sends a span with each record.
    public Builder spans() {
      arguments.add("--spans");
      return this;
    }

    /// Measures what an emit takes, but for the first seconds.
    public Builder latency(long warmupSeconds) {
      arguments.add("--latency");
      return add("--warmup", warmupSeconds);
    }

    /// Adds options of the JVM; `-Xmx256m` unless set.
    public Builder jvm(String... options) {
      jvm.addAll(List.of(options));
      return this;
    }

    /// Adds a variable to the environment.
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /// Starts it by another command that ends by executing it, such as `unshare`.
    public Builder by(List<String> command) {
      by = List.copyOf(command);
      return this;
    }

    /// Starts it.
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
