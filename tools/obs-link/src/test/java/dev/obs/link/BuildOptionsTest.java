package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

class BuildOptionsTest {
  private static final List<String> REQUIRED =
      List.of("--output", "image", "--name", "obs", "--main", "cli/cli.Main");

  @TempDir Path folder;

  @Test
  void theBuildDescribesAnImageFromWhichOthersAreLinked() throws IOException {
    Path own = Files.createDirectories(folder.resolve("deploy/kubernetes"));
    Path manifest = Files.createFile(own.resolve("service.yaml"));
    Path licence = Files.createFile(folder.resolve("LICENSE"));
    Path list =
        Files.writeString(folder.resolve("jars.txt"), "a.jar" + File.pathSeparator + "b.jar\n");

    ImageSpec spec =
        parse(
                "--jars",
                list.toString(),
                "--jar",
                "c.jar",
                "--add-modules",
                "x,y",
                "--add-modules",
                "z",
                "--optional",
                "x=java.desktop,java.sql",
                "--jvm-option",
                "--add-modules=ALL-SYSTEM",
                "--file",
                "doc/LICENSE=" + licence,
                "--own-file",
                "deploy=" + folder.resolve("deploy"),
                "--long-command",
                "run",
                "--train",
                "cli/cli.Run",
                "--train-argument",
                "--once",
                "--keep-modules")
            .spec();

    assertEquals(
        new ImageSpec(
            List.of(
                new Launch(
                    "obs",
                    "cli/cli.Main",
                    new AotTraining("cli/cli.Run", List.of("--once"), null),
                    new TreeSet<>(Set.of("run")))),
            new TreeSet<>(List.of(Path.of("a.jar"), Path.of("b.jar"), Path.of("c.jar"))),
            new TreeMap<>(),
            new TreeSet<>(List.of("x", "y", "z")),
            Map.of("x", Set.of("java.desktop", "java.sql")),
            List.of("--add-modules=ALL-SYSTEM"),
            "zip-9",
            new TreeMap<>(
                Map.of("doc/LICENSE", licence, "deploy/kubernetes/service.yaml", manifest)),
            new Recipe(
                "obs",
                "cli/cli.Main",
                new TreeSet<>(Set.of("run")),
                "cli/cli.Run",
                new TreeSet<>(List.of("x", "y", "z")),
                List.of("--add-modules=ALL-SYSTEM"),
                new TreeSet<>(List.of("doc/LICENSE")))),
        spec);
  }

  @Test
  void anImageFromWhichNoOthersAreLinkedHasNoRecipe() throws IOException {
    ImageSpec spec = parse("--compress", "zip-0").spec();

    assertNull(spec.recipe());
    assertNull(spec.launchers().getFirst().training());
    assertEquals("zip-0", spec.compression());
  }

  @Test
  void aRecipeRequiresATraining() {
    LinkException refused = assertThrows(LinkException.class, () -> parse("--keep-modules").spec());

    assertTrue(refused.getMessage().contains("--train"), refused::getMessage);
  }

  @Test
  void eachMissingOptionIsNamed() {
    CommandLine command = Main.commandLine();

    MissingParameterException missing =
        assertThrows(MissingParameterException.class, () -> command.parseArgs("--name", "obs"));

    assertTrue(
        Stream.of("--output", "--main").allMatch(missing.getMessage()::contains),
        missing::getMessage);
  }

  private static BuildOptions parse(String... more) {
    CommandLine command = Main.commandLine();
    command.parseArgs(Stream.concat(REQUIRED.stream(), Stream.of(more)).toArray(String[]::new));
    return (BuildOptions) Objects.requireNonNull(command.getMixins().get("options"));
  }
}
