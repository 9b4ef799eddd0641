package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException.Problem;
import dev.obs.model.Secret;
import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final Setting<Secret> PASSWORD = Setting.secret("password");

  private static final Extension SINK =
      Fakes.traceSink(
          "safe",
          List.of(
              Setting.uri("endpoint"),
              Setting.text("username"),
              PASSWORD,
              Setting.map(Setting.secret("headers"))));

  @TempDir Path folder;

  private Given given(String section) {
    return new Given(folder, List.of(SINK)).file("telemetry: {safe: " + section + "}");
  }

  private static List<String> literals(Configuration configuration) {
    return configuration.literalSecrets().stream().map(Problem::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{password: s3cr3t-4711}",
        "{password: '${PASSWORD}'}",
        "{password: '${file:password}'}",
        "{endpoint: '${file:password}'}",
        "{headers: {x-key: s3cr3t-4711}}",
        "{headers: {authorization: 'Bearer ${PASSWORD}'}}",
        "{headers: {cookie: 'a=b; session=s3cr3t-4711'}}",
        "{endpoint: 'http://user:s3cr3t-4711@localhost/'}",
        "{endpoint: 'http://s3cr3t-4711@localhost/'}",
        "{endpoint: 'http://localhost/?key=s3cr3t-4711'}"
      })
  void areReplacedInTextsFromOutsideWhereverTheyCameFrom(String section) throws IOException {
    Files.writeString(
        folder.resolve("password"),
        section.contains("endpoint") ? "http://u:s3cr3t-4711@localhost" : "s3cr3t-4711\n");
    Configuration configuration = given(section).environment("PASSWORD", "s3cr3t-4711").load();

    assertEquals(
        "no access with (hidden)", configuration.redaction().apply("no access with s3cr3t-4711"));
    assertTrue(
        configuration.effective().stream().noneMatch(row -> row.value().contains("4711")),
        configuration.effective()::toString);
  }

  @Test
  void ofANameAndPasswordAreReplacedAsTheyAreSent() {
    Configuration configuration = given("{username: me, password: abcd}").load();

    assertEquals("(hidden)!", configuration.redaction().apply("me:abcd!"));
    assertEquals("Basic (hidden)", configuration.redaction().apply("Basic bWU6YWJjZA=="));
  }

  @Test
  void ofANameAndANewPasswordAreReplacedAsTheyAreSent() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "first");
    Configuration configuration = given("{username: me, password: '${file:password}'}").load();
    Secret password = configuration.section(SINK).get(PASSWORD);
    assertEquals("first", password.reveal());
    Files.writeString(file, "abcdefgh");

    assertEquals("abcdefgh", password.reveal());
    assertEquals("Basic (hidden)", configuration.redaction().apply("Basic bWU6YWJjZGVmZ2g="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{password: s3cr3t}",
        "{password: '${PASSWORD:-s3cr3t}'}",
        "{password: 's3cr3t${PASSWORD}'}",
        "{headers: {x-key: s3cr3t}}",
        "{endpoint: 'http://localhost/?key=s3cr3t'}",
        "{endpoint: 'http://user:s3cr3t@localhost/'}",
      })
  void inTheFileItselfAreNamedWithTheirPlaces(String section) {
    List<String> literals = literals(given(section).environment("PASSWORD", "x").load());

    assertEquals(1, literals.size(), literals::toString);
    assertTrue(literals.getFirst().contains("telemetry.yaml:1:"), literals::toString);
    assertTrue(literals.getFirst().contains("${file:"), literals::toString);
    assertFalse(literals.getFirst().contains("s3cr3t"), literals::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{password: '${PASSWORD}'}",
        "{headers: {authorization: 'Bearer ${PASSWORD}'}}",
        "{endpoint: 'http://localhost/'}"
      })
  void thatAreKeptElsewhereAreNotNamed(String section) {
    assertEquals(List.of(), literals(given(section).environment("PASSWORD", "s3cr3t").load()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{endpoint: 'ftp://user:s3cr3t-4711@localhost/'}",
        "{endpoint: 'ftp://localhost/?key=s3cr3t-4711'}",
        "{endpoint: 'http://user:s3cr3t-4711@local host/'}",
        "{password: [s3cr3t-4711]}",
        "{headers: s3cr3t-4711}",
        "{password: s3cr3t-4711, nonsense: s3cr3t-4711, s3cr3t-4711: 1}"
      })
  void areNotRepeatedInErrors(String section) {
    String errors = given(section).errors().toString();

    assertFalse(errors.contains("4711"), errors);
  }
}
