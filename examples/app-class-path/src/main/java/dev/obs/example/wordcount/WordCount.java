package dev.obs.example.wordcount;

import dev.obs.api.Obs;
import dev.obs.api.Operation;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import io.opentelemetry.api.metrics.LongCounter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// An application that counts the words of each text that is put into a folder, and deletes it. An
/// unreadable text is renamed to `NAME.unreadable`.
public final class WordCount {
  private static final Logger LOGGER = Logger.getLogger(WordCount.class.getName());
  private static final Duration PERIOD = Duration.ofMillis(100);

  private final Obs obs;
  private final Path inbox;
  private final LongCounter words;

  private WordCount(Obs obs, Path inbox) {
    this.obs = obs;
    this.inbox = inbox;
    words =
        obs.openTelemetry()
            .getMeter("wordcount")
            .counterBuilder("words")
            .setUnit("{word}")
            .setDescription("words counted")
            .build();
    obs.health()
        .register("inbox", HealthKind.READINESS, () -> HealthStatus.of(Files.isReadable(inbox)));
  }

  /// Runs until a signal ends the process.
  ///
  /// @param arguments the folder to watch
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: WordCount FOLDER");
      System.exit(2);
    }
    Path inbox = Files.createDirectories(Path.of(arguments[0]));
    try (Obs obs = Obs.start()) {
      obs.view()
          .extensions()
          .forEach(extension ->
              extension
                  .addresses()
                  .forEach(address ->
                      System.out.println("serving " + address + " (" + extension.type() + ")")));
      WordCount wordCount = new WordCount(obs, inbox);
      while (true) {
        wordCount.look();
        LockSupport.parkNanos(PERIOD.toNanos());
      }
    }
  }

  private void look() throws IOException {
    List<Path> texts;
    try (Stream<Path> files = Files.list(inbox)) {
      texts = files.filter(file -> file.toString().endsWith(".txt")).toList();
    }
    for (Path text : texts) {
      count(text);
    }
  }

  private void count(Path text) throws IOException {
    String name = text.getFileName().toString();
    try (Operation operation = obs.operations().start("count_words", name)) {
      try (Stream<String> lines = Files.lines(text)) {
        long count =
            lines.flatMap(line -> Stream.of(line.split("\\W+"))).filter(w -> !w.isEmpty()).count();
        operation.with("words", count);
        words.add(count);
        LOGGER.info(name + " has " + count + " words");
        Files.delete(text);
      } catch (RuntimeException | IOException unreadable) {
        operation.fail(unreadable);
        LOGGER.log(Level.WARNING, "cannot count " + name, unreadable);
        Files.move(text, text.resolveSibling(name + ".unreadable"));
      }
    }
  }
}
