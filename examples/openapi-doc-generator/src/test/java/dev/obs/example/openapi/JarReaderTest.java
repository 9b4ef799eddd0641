package dev.obs.example.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.example.openapi.jaxrs.Customers;
import dev.obs.example.openapi.spring.Books;
import dev.obs.example.openapi.spring.StockApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JarReaderTest {
  @TempDir Path folder;
  private final JarReader reader = new JarReader(JarReader.Limits.DEFAULT);

  JarReaderTest() {}

  @Test
  void refusesAMissingFile() {
    assertRefused(folder.resolve("absent.jar"), "no such file");
  }

  @Test
  void refusesAFolder() {
    assertRefused(folder, "not a file; name a jar");
  }

  @Test
  void refusesAnEmptyFile() throws Exception {
    assertRefused(Files.createFile(folder.resolve("empty.jar")), "not an intact jar (");
  }

  @Test
  void refusesATextFile() throws Exception {
    assertRefused(
        Files.writeString(folder.resolve("text.jar"), "hello ".repeat(100)), "not an intact jar (");
  }

  @Test
  void refusesATruncatedJar() throws Exception {
    byte[] whole = Files.readAllBytes(Jars.of(folder.resolve("whole.jar"), Books.class));
    Path cut = folder.resolve("cut.jar");
    for (int length : new int[] {1, 30, whole.length / 2, whole.length - 1}) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertRefused(cut, "not an intact jar (");
    }
  }

  @Test
  void namesTheEntryThatCannotBeInflated() throws Exception {
    Path jar = Jars.of(folder.resolve("bad.jar"), Books.class);
    byte[] bytes = Files.readAllBytes(jar);
    int data = 30 + Jars.entry(Books.class).length();
    Arrays.fill(bytes, data, data + 200, (byte) 0xFF);
    Files.write(jar, bytes);

    assertRefused(jar, "entry " + Jars.entry(Books.class) + " is damaged (");
  }

  @Test
  void namesTheEntryWhoseChecksumIsWrong() throws Exception {
    Path jar = Jars.of(folder.resolve("bad.jar"), StockApi.class);
    byte[] bytes = Files.readAllBytes(jar);
    int directory = lastIndexOf(bytes, "PK\1\2");
    bytes[directory + 16] ^= 1; // the checksum in the central directory
    Files.write(jar, bytes);

    assertRefused(jar, "entry " + Jars.entry(StockApi.class) + " is damaged (wrong checksum)");
  }

  @Test
  void skipsAClassThatIsTooLarge() throws Exception {
    Path jar =
        Jars.of(
            folder.resolve("large.jar"),
            Map.of(
                "Large.class",
                new byte[50_000],
                Jars.entry(StockApi.class),
                Jars.bytes(StockApi.class)));

    Jar read = new JarReader(new JarReader.Limits(10, 20_000, 100_000)).read(jar);

    assertEquals(1, read.count());
    assertEquals("[Large.class: larger than 20000 bytes]", read.skipped().toString());
  }

  @Test
  void refusesAJarThatInflatesWithoutEnd() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < 10; i++) {
      entries.put("Zeros" + i + ".class", new byte[1 << 20]);
    }
    Path jar = Jars.of(folder.resolve("bomb.jar"), entries);
    assertTrue(Files.size(jar) < 20_000);

    JarReader limited = new JarReader(new JarReader.Limits(10, 1 << 20, 4 << 20));
    DocumentationException refused =
        assertThrows(DocumentationException.class, () -> limited.read(jar));

    assertEquals(
        "cannot read %s: its classes inflate to more than 4194304 bytes, seen at entry Zeros4.class"
            .formatted(jar),
        refused.getMessage());
  }

  @Test
  void refusesAJarWithTooManyEntries() {
    Path jar = Jars.of(folder.resolve("many.jar"), Map.of("a", new byte[0], "b", new byte[0]));

    JarReader limited = new JarReader(new JarReader.Limits(1, 100, 100));
    DocumentationException refused =
        assertThrows(DocumentationException.class, () -> limited.read(jar));

    assertEquals(
        "cannot read %s: it has 2 entries, more than 1".formatted(jar), refused.getMessage());
  }

  @Test
  void takesTitleAndVersionFromTheManifest() throws Exception {
    byte[] manifest = Jars.manifest("Implementation-Title: Shop", "Implementation-Version: 2.5");
    Jar read =
        reader.read(Jars.of(folder.resolve("shop.jar"), Map.of("META-INF/MANIFEST.MF", manifest)));

    assertEquals("Shop 2.5", read.title() + " " + read.version());
  }

  @Test
  void takesTheTitleFromTheFileIfTheManifestIsBroken() throws Exception {
    byte[] manifest = "no manifest at all\n\n".getBytes(StandardCharsets.UTF_8);
    Jar read =
        reader.read(Jars.of(folder.resolve("shop.jar"), Map.of("META-INF/MANIFEST.MF", manifest)));

    assertEquals("shop unknown", read.title() + " " + read.version());
    assertEquals(1, read.skipped().size());
  }

  @Test
  void readsOneVersionOfAClassOfAMultiReleaseJar() throws Exception {
    Path jar =
        Jars.of(
            folder.resolve("versions.jar"),
            Map.of(
                "META-INF/versions/21/" + Jars.entry(StockApi.class),
                Jars.bytes(StockApi.class),
                Jars.entry(StockApi.class),
                Jars.bytes(StockApi.class)));

    assertEquals(1, reader.read(jar).count());
  }

  @Test
  void neverFailsOnDamagedClassFiles() throws Exception {
    Random random = new Random(25);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = Jars.bytes(i % 2 == 0 ? Books.class : Customers.class);
      for (int hits = 1 + random.nextInt(8); hits > 0; hits--) {
        bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt(256);
      }
      entries.put("C%04d.class".formatted(i), bytes);
    }
    Path jar = Jars.of(folder.resolve("fuzz.jar"), entries);

    Document document = new DocGenerator(new RecordingObs()).generate(jar);

    assertEquals(2_000, document.classes() + document.skipped());
    assertTrue(document.skipped() > 100, document.skipped() + " skipped");
    assertTrue(document.classes() > 100, document.classes() + " read");
  }

  private void assertRefused(Path jar, String reason) {
    String message =
        assertThrows(DocumentationException.class, () -> reader.read(jar)).getMessage();
    assertTrue(message.startsWith("cannot read " + jar + ": " + reason), message);
  }

  private static int lastIndexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
  }
}
