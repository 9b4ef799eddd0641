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
    Files.writeString(image.resolve("release"), "MODULES=\"java.base\"\n");
  }

  private void program(String name, String start) throws IOException {
    Path file = Files.writeString(image.resolve("bin").resolve(name), start);
    assertTrue(file.toFile().setExecutable(true));
  }

  private String end() throws IOException {
    String file = RuntimeImage.of(image).dockerfile(Files.readString(WRITTEN));
    return file.substring(file.indexOf("HEALTHCHECK"));
  }

  @Test
  void runsTheDemoOfTheFullImage() throws IOException {
    program("obs", "#!/bin/sh");
    Files.createDirectories(image.resolve("demo"));

    String written = Files.readString(WRITTEN);

    assertEquals(written, RuntimeImage.of(image).dockerfile(written));
  }

  @Test
  void runsWithoutADemoWhereThereIsNone() throws IOException {
    program("obs", "#!/bin/sh");

    assertTrue(end().endsWith("ENTRYPOINT [\"/opt/obs/bin/obs\"]\nCMD [\"run\"]\n"), end());
  }

  @Test
  void runsAnApplicationByItsOwnLauncherAndAsksTheCommandLineForHealth() throws IOException {
    program("obs", "#!/bin/sh");
    program("shop", "#!/bin/sh");

    assertTrue(end().endsWith("ENTRYPOINT [\"/opt/obs/bin/shop\"]\n"), end());
    assertTrue(end().contains("CMD [\"/opt/obs/bin/obs\", \"health\"]"), end());
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
    assertTrue(wrong.getMessage().contains("is not a linked image; create one with obs link"));

    wrong = assertThrows(NoImageException.class, () -> RuntimeImage.of(image));
    assertTrue(wrong.getMessage().contains("has no launcher"), wrong.getMessage());
  }
}
