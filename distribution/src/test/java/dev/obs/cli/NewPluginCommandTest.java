package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NewPluginCommandTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("@[A-Za-z]+@");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new NewPluginCommand())
        .setExecutionExceptionHandler((failure, wrong, _) -> Main.explain(failure, wrong.getErr()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private String output(String name) {
    return folder.resolve(name).toString();
  }

  private void refused(String reason) {
    assertTrue(err.toString().contains(reason), err::toString);
    assertFalse(err.toString().contains("\tat "), err::toString);
  }

  @ParameterizedTest
  @EnumSource
  void everyTemplateIsFilledIn(PluginKind kind) {
    Map<String, String> files =
        new PluginProject(kind, "acme-cloud", "com.example.acme", "1.2.3").files();
    files.forEach((path, text) -> {
      assertFalse(PLACEHOLDER.matcher(path).find(), path);
      assertFalse(PLACEHOLDER.matcher(text).find(), text);
    });
    assertTrue(
        files.containsKey("src/test/java/com/example/acme/AcmeCloudConformanceTest.java"),
        () -> "" + files.keySet());
    assertTrue(files.get("pom.xml").contains("<obs.version>1.2.3<"));
  }

  @Test
  void saysWhatItWroteAndWhere() throws IOException {
    assertEquals(0, run("acme", "--kind", "log", "--output", output("project")), err::toString);
    assertTrue(out.toString().startsWith("wrote a log sink 'acme' to "), out::toString);
    assertTrue(out.toString().contains("AcmeLogSink.java"), out::toString);
    assertTrue(
        Files.readString(folder.resolve("project/src/main/java/module-info.java"))
            .contains("module com.example.acme {"));
  }

  @Test
  void aNameThatJavaReservesGivesAPackageThatItDoesNot() throws IOException {
    assertEquals(0, run("native", "--kind", "probe", "--output", output("x")), err::toString);
    assertTrue(
        Files.readString(folder.resolve("x/src/main/java/module-info.java"))
            .contains("module com.example.native_ {"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Acme", "4you", "a--b", "a_b", "-a", "../x", "a-", ""})
  void refusesANameThatNoConfigurationCouldSay(String name) {
    assertEquals(2, run("--kind", "trace", "--output", output("x"), "--", name));
    refused("name '" + name + "' is invalid: expected lower-case letters");
    assertFalse(Files.exists(folder.resolve("x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.new.acme", "com..acme", "Com.acme", "com.acme-cloud", "9.x"})
  void refusesAPackageThatJavaWouldNotCompile(String name) {
    assertEquals(2, run("acme", "--kind", "trace", "--package", name, "--output", output("x")));
    refused("'" + name + "' is invalid: expected the name of a Java package");
  }

  @ParameterizedTest
  @CsvSource({"trace, otlp, trace sink", "metric, prometheus, metric sink", "health, disk, check"})
  void refusesTheNameOfAnExtensionThatIsThere(String kind, String name, String label) {
    assertEquals(2, run(name, "--kind", kind, "--output", output("x")));
    refused("there is a ");
    refused(label);
  }

  @Test
  void writesOverNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
    assertEquals(2, run("acme", "--kind", "trace", "--output", folder.toString()));
    refused("is not empty; name another folder with --output");
    assertEquals(2, run("acme", "--kind", "trace", "--output", file.toString()));
    refused("is a file; name another folder with --output");
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void namesTheKindsThereAre() {
    assertEquals(2, run("acme", "--kind", "tracing"));
    refused("[trace, metric, log, probe, health]");
    assertEquals(2, run("acme"));
    refused("--kind");
  }
}
