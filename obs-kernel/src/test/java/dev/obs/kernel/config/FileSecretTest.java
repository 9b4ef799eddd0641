package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.model.Secret;
import dev.obs.spi.LogSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets whose files are replaced while they are in use.
class FileSecretTest {
  @TempDir Path folder;
  private Given given;

  @Test
  void aReplacedFileIsReadAgain() throws Exception {
    replace("key", "first-s3cret\n");
    Configuration configuration = configuration("${file:key}");
    Secret secret = secret(configuration);
    assertEquals("first-s3cret", secret.reveal());
    replace("key", "second-s3cret\n");
    assertEquals("second-s3cret", secret.reveal());
  }

  @Test
  void aFileThatChangesWhileTheConfigurationIsReadIsReadAgain() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "second");
    FileSecret secret =
        new FileSecret(() -> resolved("second", file), _ -> true, resolved("first", file));
    assertEquals("second", secret.get());
  }

  private static Substitution.Resolved resolved(String text, Path file) {
    return new Substitution.Resolved(text, text, "", List.of(text), List.of(file), true);
  }

  @Test
  void theTextAroundAReferenceStays() throws Exception {
    replace("key", "one");
    Secret secret = secret(configuration("\"Bearer ${file:key} ${file:key}\""));
    replace("key", "another");
    assertEquals("Bearer another another", secret.reveal());
  }

  @Test
  void earlierAndNewTextsAreHidden() throws Exception {
    replace("key", "first-s3cret");
    Configuration configuration = configuration("${file:key}");
    Secret secret = secret(configuration);
    replace("key", "second-s3cret");
    assertEquals("second-s3cret", secret.reveal());
    assertEquals(
        "(hidden) and (hidden)", configuration.redaction().apply("first-s3cret and second-s3cret"));
  }

  @Test
  void aFileThatCannotBeUsedLeavesTheEarlierText() throws Exception {
    replace("key", "first-s3cret");
    Secret secret = secret(configuration("${file:key}"));
    Files.delete(folder.resolve("key"));
    assertEquals("first-s3cret", secret.reveal());
    replace("key", "\n");
    assertEquals("first-s3cret", secret.reveal());
    replace("key", "x".repeat(70_000));
    assertEquals("first-s3cret", secret.reveal());
    replace("key", "second-s3cret");
    assertEquals("second-s3cret", secret.reveal());
  }

  @Test
  void aLinkToAnotherFileIsFollowed() throws Exception {
    Files.createDirectory(folder.resolve("1"));
    Files.createDirectory(folder.resolve("2"));
    replace("1/key", "first-s3cret");
    replace("2/key", "other-s3cret");
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("1"));
    Files.createSymbolicLink(folder.resolve("key"), Path.of("..data/key"));
    Secret secret = secret(configuration("${file:key}"));
    assertEquals("first-s3cret", secret.reveal());
    Path next = Files.createSymbolicLink(folder.resolve("..next"), Path.of("2"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
    assertEquals("other-s3cret", secret.reveal());
  }

  private Configuration configuration(String key) {
    given =
        new Given(folder)
            .file(
                """
                telemetry:
                  logging: {exporters: [elasticsearch]}
                  elasticsearch:
                    hosts: ["http://localhost:9200"]
                    api_key: %s
                """
                    .formatted(key));
    return given.load();
  }

  private Secret secret(Configuration configuration) {
    return configuration
        .section(given.extension(LogSink.class, "elasticsearch"))
        .get(Fakes.API_KEY);
  }

  /// Replaces a file as a manager of secrets does.
  private void replace(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Path next = Files.writeString(folder.resolve("next"), text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
