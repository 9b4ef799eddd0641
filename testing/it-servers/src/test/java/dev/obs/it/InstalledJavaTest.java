package dev.obs.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledJavaTest {
  @TempDir Path folder;

  private Path java(String name, String release) throws Exception {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    assertTrue(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true));
    Files.writeString(home.resolve("release"), release);
    return home.toRealPath();
  }

  @Test
  void eachIsFoundOnceWithItsVersion() throws Exception {
    Path jre = java("jre-21", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"21.0.9\"\n");
    Path jdk = java("jdk-25", "JAVA_VERSION=\"25\"\n");
    Files.createSymbolicLink(folder.resolve("default"), jre);
    Files.createDirectories(folder.resolve("empty"));
    assertEquals(
        List.of(new InstalledJava(jre, 21), new InstalledJava(jdk, 25)),
        InstalledJava.in(List.of(folder.resolve("absent"), folder)));
  }
}
