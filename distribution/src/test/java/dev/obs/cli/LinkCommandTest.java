package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.link.CustomOptions;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class LinkCommandTest {

  @Test
  void theLinkerGetsTheGivenOptionsWithModulesInsteadOfNames() {
    List<String> arguments =
        arguments(
            Map.of(
                "--with", new TreeSet<>(List.of("dev.obs.exporter.otlp", "dev.obs.health.http")),
                "--without", new TreeSet<>()),
            "--output=an image",
            "--with=otlp,health-http",
            "--jdk=/a/jdk",
            "--jvm-option=--enable-preview",
            "--jvm-option=-XX:+UseG1GC",
            "--main=shop.jar",
            "--train",
            "--train-time=500ms",
            "--train-argument=a b",
            "--train-argument=--once");

    assertEquals(
        List.of(
            "--output=an image",
            "--with=dev.obs.exporter.otlp",
            "--with=dev.obs.health.http",
            "--jvm-option=--enable-preview",
            "--jvm-option=-XX:+UseG1GC",
            "--main=shop.jar",
            "--train=true",
            "--train-time=500ms",
            "--train-argument=a b",
            "--train-argument=--once"),
        arguments);
    CommandLine linker = new CommandLine(new CustomOptions());
    linker.parseArgs(arguments.toArray(String[]::new));
    CustomOptions options = linker.getCommand();
    options.validate(linker.getCommandSpec());
    assertEquals(
        new TreeSet<>(List.of("dev.obs.exporter.otlp", "dev.obs.health.http")),
        options.with().orElseThrow());
  }

  @Test
  void aFlagIsPassedOnWithItsValue() {
    assertEquals(
        List.of("--output=image", "--no-aot=false"),
        arguments(Map.of(), "--output", "image", "--no-aot=false"));
  }

  @ParameterizedTest
  @CsvSource({
    "--main a.jar --train-time 1s,--train-time and --train-argument are for --train",
    "--train,'--train, --name and --module-path are for --main'",
    "--module-path libs,'--train, --name and --module-path are for --main'",
    "--main a.jar --train --no-aot,either --train or --no-aot"
  })
  void optionsThatDoNotFitAreRefused(String given, String message) {
    CommandLine command = new CommandLine(new CustomOptions());
    command.parseArgs(("--output image " + given).split(" "));
    CustomOptions options = command.getCommand();

    ParameterException refused =
        assertThrows(ParameterException.class, () -> options.validate(command.getCommandSpec()));

    assertTrue(String.valueOf(refused.getMessage()).contains(message), refused::getMessage);
  }

  private static List<String> arguments(Map<String, NavigableSet<String>> modules, String... args) {
    return LinkCommand.arguments(new CommandLine(new LinkCommand()).parseArgs(args), modules);
  }
}
