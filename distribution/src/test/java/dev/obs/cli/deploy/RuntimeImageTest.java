package dev.obs.cli.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeImageTest {
  private static final Path WRITTEN = Path.of("deploy", "Dockerfile");

  @TempDir Path image;

  @BeforeEach
  void jdk() throws IOException {
    Files.createDirectories(image.resolve("bin"));
    program("java", "\u007fELF");
    program("keytool", "\u007fELF");
    release("java.base dev.obs.api");
  }

  private void program(String name, String start) throws IOException {
    Path file = Files.writeString(image.resolve("bin").resolve(name), start);
    assertTrue(file.toFile().setExecutable(true));
  }

  private void release(String modules) throws IOException {
    Files.writeString(image.resolve("release"), "MODULES=\"" + modules + "\"\n");
  }

  private String end() throws IOException {
    String file = RuntimeImage.of(image).dockerfile(Files.readString(WRITTEN));
    return file.substring(file.indexOf("HEALTHCHECK"));
  }

  @Test
  void runsTheDemoOfTheFullImage() throws IOException {
    program("obs", "#!/bin/sh");
    release("java.base dev.obs.cli");
    Files.createDirectories(image.resolve("demo"));

    String written = Files.readString(WRITTEN);

    assertEquals(written, RuntimeImage.of(image).dockerfile(written));
  }

  @Test
  void runsWithoutADemoWhereThereIsNone() throws IOException {
    program("obs", "#!/bin/sh");
    release("java.base dev.obs.cli");

    assertTrue(end().endsWith("ENTRYPOINT [\"/opt/obs/bin/obs\"]\nCMD [\"run\"]\n"), end());
  }

  @Test
  void runsAnApplicationByItsOwnLauncherAndAsksTheCommandLineForHealth() throws IOException {
    program("shop", "#!/bin/sh");
    release("java.base dev.obs.cli");

    assertTrue(end().endsWith("ENTRYPOINT [\"/opt/obs/bin/shop\"]\n"), end());
    assertTrue(
        end()
            .contains(
                "\"/opt/obs/bin/java\", \"-m\", \"dev.obs.cli/dev.obs.cli.Main\", \"health\""),
        end());
  }

  @Test
  void hasNoHealthCheckWithoutTheCommandLine() throws IOException {
    program("shop", "#!/bin/sh");

    assertFalse(RuntimeImage.of(image).hasCommandLine());
    assertTrue(end().startsWith("HEALTHCHECK NONE\n"), end());
  }

  @Test
  void refusesWhatIsNoImage() {
    NoImageException wrong =
        assertThrows(NoImageException.class, () -> RuntimeImage.of(image.resolve("none")));
    assertTrue(wrong.getMessage().contains("is no linked image; make one with obs link"));

    wrong = assertThrows(NoImageException.class, () -> RuntimeImage.of(image));
    assertTrue(wrong.getMessage().contains("has no launcher"), wrong.getMessage());
  }
}
