package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuilderIT {
  @TempDir Path folder;
  private Path image;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void nameTheImage() {
    image = folder.resolve("an image");
  }

  @Test
  void linksAnAutomaticModuleTrainsItsCacheAndRunsIt() throws Exception {
    Path file = Files.writeString(folder.resolve("LICENSE"), "free");

    new ImageBuilder(
            spec(
                app("hello"),
                Set.of(),
                Map.of("doc/LICENSE", file),
                new AotTraining("app/app.Main", List.of("training"), null)),
            progress::add)
        .build(image);

    assertEquals("hello [a b]\n", run("a b"));
    assertTrue(Files.size(image.resolve("lib/app.aot")) > 1_000_000);
    assertEquals("free", Files.readString(image.resolve("doc/LICENSE")));
    assertEquals(Set.of("an image", "app.jar", "LICENSE"), entries());
  }

  @Test
  void linksAgainOnlyIfSomethingHasChanged() throws Exception {
    assertTrue(build(app("one")));
    assertFalse(build(app("one")));
    assertEquals("one []\n", run());

    assertTrue(build(app("two")));
    assertEquals("two []\n", run());
    assertEquals(Set.of("an image", "app.jar"), entries());
  }

  @Test
  void makesTheSameBytesFromTheSameInput() throws Exception {
    Path other = folder.resolve("other");
    ImageSpec spec = spec(app("hello"), Set.of(), Map.of(), null);
    new ImageBuilder(spec, progress::add).build(image);
    new ImageBuilder(spec, progress::add).build(other);

    List<Path> files = Folders.files(image);
    assertEquals(
        files.stream().map(image::relativize).toList(),
        Folders.files(other).stream().map(other::relativize).toList());
    for (Path file : files) {
      assertArrayEquals(
          Files.readAllBytes(file),
          Files.readAllBytes(other.resolve(image.relativize(file))),
          file.toString());
    }
  }

  @Test
  void leavesAFolderAloneThatIsNoImage() throws Exception {
    Files.createDirectories(image);
    Files.writeString(image.resolve("precious.txt"), "x");

    LinkException e = assertThrows(LinkException.class, () -> build(app("hello")));

    assertTrue(e.getMessage().contains("is not an image of obs link"), e.getMessage());
    assertTrue(Files.exists(image.resolve("precious.txt")));
  }

  @Test
  void aModuleThatIsNotThereIsNamedWithoutAStackTrace() throws Exception {
    ImageSpec spec = spec(app("hello"), Set.of("no.such.module"), Map.of(), null);

    LinkException e =
        assertThrows(LinkException.class, () -> new ImageBuilder(spec, progress::add).build(image));

    assertEquals("jlink: Module no.such.module not found", e.getMessage());
    assertFalse(Files.exists(image));
  }

  @Test
  void aTrainingThatFailsShowsWhatItPrintedAndKeepsTheOldImage() throws Exception {
    build(app("old"));
    ImageSpec spec =
        spec(
            app("new"), Set.of(), Map.of(), new AotTraining("app/app.Main", List.of("fail"), null));

    LinkException e =
        assertThrows(LinkException.class, () -> new ImageBuilder(spec, progress::add).build(image));

    assertTrue(e.getMessage().contains("ended with 3"), e.getMessage());
    assertTrue(e.getMessage().contains("new [fail]"), e.getMessage());
    assertEquals("old []\n", run());
  }

  private Set<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(each -> each.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private boolean build(Path jar) throws IOException, InterruptedException {
    return new ImageBuilder(spec(jar, Set.of(), Map.of(), null), progress::add).build(image);
  }

  private ImageSpec spec(
      Path jar, Set<String> roots, Map<String, Path> files, @Nullable AotTraining training) {
    return new ImageSpec(
        List.of(new Launch("app", "app/app.Main", training)),
        new TreeSet<>(Set.of(jar)),
        new TreeMap<>(),
        new TreeSet<>(roots),
        Map.of(),
        List.of("-XX:+UseSerialGC"),
        "zip-0",
        new TreeMap<>(files),
        null);
  }

  private Path app(String greeting) throws IOException {
    return new TestJar(folder, "app.jar")
        .source(
            "app.Main",
            """
            package app;
            public class Main {
              public static void main(String[] args) {
                System.out.println("%s " + java.util.Arrays.toString(args));
                if (args.length > 0 && args[0].equals("fail")) {
                  System.exit(3);
                }
              }
            }
            """
                .formatted(greeting))
        .write();
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(image.resolve("bin/app").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes());
      assertEquals(0, process.waitFor(), text);
      return text;
    }
  }
}
