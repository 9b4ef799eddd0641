package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkSearchTest {
  @TempDir Path folder;

  @Test
  void takesTheNamedOne() throws IOException {
    Path named = jdk("named", "25.0.1", "java", "jlink");
    Path other = jdk("other", "26", "java", "jlink");

    assertEquals(named, search(Map.of("JAVA_HOME", other.toString())).find(named).home());
  }

  @Test
  void saysWhyTheNamedOneIsNotUsable() throws IOException {
    Path old = jdk("old", "17.0.2", "java", "jlink");
    Path ancient = jdk("ancient", "1.8.0_402", "java");
    Path runtime = jdk("runtime", "25", "java");
    Path nothing = Files.createDirectories(folder.resolve("nothing"));

    assertRefused(folder.resolve("absent"), "no such folder");
    assertRefused(old, "version 17;");
    assertRefused(ancient, "version 8;");
    assertRefused(runtime, "version 25 without bin/jlink");
    assertRefused(nothing, "not a JDK, or its file 'release' has no version");
  }

  @Test
  void followsTheLinksOnThePath() throws IOException {
    Path jdk = jdk("jvm/a", "25", "java", "javac", "jlink");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("javac"), jdk.resolve("bin/javac"));

    assertEquals(jdk.toRealPath(), search(Map.of("PATH", "/absent:" + bin)).find(null).home());
  }

  @Test
  void goesOnWhereTheEnvironmentsOneIsTooOld() throws IOException {
    Path old = jdk("old", "21", "java", "jlink");
    Path good = jdk("places/good", "25.0.3", "java", "jlink");

    assertEquals(good.toRealPath(), search(Map.of("JAVA_HOME", old.toString())).find(null).home());
  }

  @Test
  void takesTheOldestUsableOneOfTheUsualPlaces() throws IOException {
    jdk("places/a", "27-ea", "java", "jlink");
    jdk("places/b", "17", "java", "jlink");
    Path best = jdk("places/c", "25.0.3", "java", "jlink");
    jdk("places/d", "25.0.3", "java");

    assertEquals(best.toRealPath(), search(Map.of()).find(null).home());
  }

  @Test
  void findsTheHomeInAMacBundle() throws IOException {
    Path home = jdk("places/temurin.jdk/Contents/Home", "25", "java", "jlink");

    assertEquals(home.toRealPath(), search(Map.of()).find(null).home());
  }

  @Test
  void namesWhatWasLookedAtWhereNoneWillDo() throws IOException {
    Path old = jdk("old", "17", "java", "jlink");
    Path older = jdk("places/older", "11.0.2", "java", "jlink");

    String message = refusal(search(Map.of("JAVA_HOME", old.toString())), null);

    assertTrue(message.startsWith("linking needs a JDK 25 or later with jlink"), message);
    assertTrue(message.contains(old + " (version 17)"), message);
    assertTrue(message.contains(older.toRealPath() + " (version 11)"), message);
    assertTrue(message.contains("https://adoptium.net"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void saysThatThereIsNoneAtAll() {
    String message = refusal(search(Map.of()), null);

    assertTrue(message.contains("found no Java"), message);
    assertTrue(message.contains(folder.resolve("places").toString()), message);
  }

  private void assertRefused(Path named, String why) {
    String message = refusal(search(Map.of()), named);
    assertTrue(message.startsWith("--jdk " + named + ": " + why), message);
    assertTrue(message.contains("needs a JDK 25 or later"), message);
  }

  private static String refusal(JdkSearch search, Path named) {
    return String.valueOf(
        assertThrows(CommandException.class, () -> search.find(named)).getMessage());
  }

  private JdkSearch search(Map<String, String> environment) {
    return new JdkSearch(environment, List.of(folder.resolve("places"), folder.resolve("absent")));
  }

  private Path jdk(String name, String version, String... programs) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    for (String program : programs) {
      Files.createFile(
          home.resolve("bin").resolve(program),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
    return home;
  }
}
