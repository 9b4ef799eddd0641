package dev.obs.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.api.Obs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A foreign sink with the spool's one line of configuration, which gives it the same guarantees as
/// our sinks.
class ThirdPartySinkIT {
  @TempDir Path folder;

  @Test
  void deliversInTheNextProcessAllThatAKilledOneHadAccepted() throws IOException {
    ThirdParty memory = new ThirdParty(Files.createDirectories(folder.resolve("memory")));
    Files.createFile(folder.resolve("memory").resolve(ThirdParty.GATE));
    String span;
    try (Obs obs = memory.builder().start()) {
      span = Emission.emit(obs);
    }
    TreeSet<String> expected = alike(memory.items(), span);

    Path backend = Files.createDirectories(folder.resolve("backend"));
    String killedSpan;
    try (JavaProcess killed = start("emit", backend)) {
      killedSpan = killed.awaitLine("span ").substring(5);
      killed.awaitLine("accepted");
      killed.kill9();
    }
    assertEquals(List.of(), new ThirdParty(backend).items());
    Files.createFile(backend.resolve(ThirdParty.GATE));
    try (JavaProcess next = start("drain", backend)) {
      assertEquals(0, next.await(Duration.ofSeconds(60)), next::output);
    }

    List<String> items = new ThirdParty(backend).items();
    Figures.of("third-party-sink")
        .put("kinds", expected.size())
        .put("delivered", items.size())
        .put("spans", items.stream().filter(line -> line.startsWith("span\t")).count())
        .put("logs", items.stream().filter(line -> line.startsWith("log\t")).count())
        .print();
    assertEquals(String.join("\n", expected), String.join("\n", alike(items, killedSpan)));
    assertEquals(6, expected.size(), "a span, a log record and four metrics");
  }

  private JavaProcess start(String what, Path backend) {
    return JavaProcess.start(
        ThirdParty.class,
        folder.resolve(what + ".log"),
        Map.of(),
        List.of("-Xmx128m", "-XX:+UseSerialGC"),
        List.of(folder.resolve("spool").toString(), backend.toString(), what));
  }

  /// Returns the different lines that come from [Emission].
  private static TreeSet<String> alike(List<String> lines, String span) {
    return lines.stream()
        .filter(line -> line.contains("\t" + ThirdParty.SCOPE + " "))
        .map(line -> line.replace(span, "SPAN"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
