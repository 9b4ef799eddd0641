package dev.obs.example.openapi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A reader of the classes of a jar into memory; nothing is extracted, and no entry's name becomes
/// a path.
final class JarReader {
  private final Limits limits;

  JarReader(Limits limits) {
    this.limits = limits;
  }

  /// The maximum that is read, whatever the jar declares.
  ///
  /// @param entries entries of the jar
  /// @param entryBytes bytes of one inflated entry; a larger class is skipped
  /// @param totalBytes bytes of all inflated entries
  record Limits(int entries, int entryBytes, long totalBytes) {
    static final Limits DEFAULT = new Limits(200_000, 8 << 20, 512L << 20);
  }

  /// Reads the valid classes. A broken class is skipped; an entry that cannot be inflated means
  /// that the jar itself is damaged.
  Jar read(Path file) throws DocumentationException {
    if (!Files.exists(file)) {
      throw new DocumentationException("cannot read " + file + ": no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new DocumentationException("cannot read " + file + ": not a file; name a jar");
    }
    if (!Files.isReadable(file)) {
      throw new DocumentationException("cannot read " + file + ": no permission");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return read(file, zip);
    } catch (DocumentationException failure) {
      throw failure;
    } catch (IOException | RuntimeException failure) {
      throw new DocumentationException(
          "cannot read " + file + ": not an intact jar (" + reason(failure) + ")", failure);
    }
  }

  private Jar read(Path file, ZipFile zip) throws DocumentationException {
    if (zip.size() > limits.entries()) {
      throw new DocumentationException(
          "cannot read %s: it has %d entries, more than %d"
              .formatted(file, zip.size(), limits.entries()));
    }
    List<JavaClass> classes = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    long total = 0;
    for (ZipEntry entry : classEntries(zip)) {
      byte[] bytes = inflate(file, zip, entry);
      total += bytes.length;
      if (total > limits.totalBytes()) {
        throw new DocumentationException(
            "cannot read %s: its classes inflate to more than %d bytes, seen at entry %s"
                .formatted(file, limits.totalBytes(), entry.getName()));
      }
      if (bytes.length > limits.entryBytes()) {
        skipped.add("%s: larger than %d bytes".formatted(entry.getName(), limits.entryBytes()));
        continue;
      }
      try {
        classes.add(ClassReader.read(bytes));
      } catch (RuntimeException | StackOverflowError broken) {
        skipped.add(entry.getName() + ": broken class file (" + reason(broken) + ")");
      }
    }
    return named(file, zip, new Classes(classes), classes.size(), skipped);
  }

  private static List<? extends ZipEntry> classEntries(ZipFile zip) {
    return zip.stream()
        .filter(entry -> !entry.isDirectory() && isClass(entry.getName()))
        .sorted(Comparator.comparing(ZipEntry::getName))
        .toList();
  }

  /// Returns whether an entry is a class with possible routes. Versions for later Java releases
  /// repeat classes of the root, descriptors have no routes.
  private static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.startsWith("META-INF/versions/")
        && !name.endsWith("module-info.class")
        && !name.endsWith("package-info.class");
  }

  private byte[] inflate(Path file, ZipFile zip, ZipEntry entry) throws DocumentationException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(limits.entryBytes() + 1);
      // ZipFile does not verify the checksum; an entry above the limit was not read to its end
      if (bytes.length <= limits.entryBytes() && entry.getCrc() != crc(bytes)) {
        throw new IOException("wrong checksum");
      }
      return bytes;
    } catch (IOException | RuntimeException failure) {
      throw new DocumentationException(
          "cannot read %s: entry %s is damaged (%s)"
              .formatted(file, entry.getName(), reason(failure)),
          failure);
    }
  }

  private Jar named(Path file, ZipFile zip, Classes classes, int count, List<String> skipped)
      throws DocumentationException {
    Attributes manifest = new Attributes();
    ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
    if (entry != null) {
      byte[] bytes = inflate(file, zip, entry);
      try {
        manifest = new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
      } catch (IOException | RuntimeException broken) {
        skipped.add(entry.getName() + ": broken manifest (" + reason(broken) + ")");
      }
    }
    String fileName = String.valueOf(file.getFileName());
    return new Jar(
        text(manifest, Attributes.Name.IMPLEMENTATION_TITLE, fileName.replaceFirst("\\.jar$", "")),
        text(manifest, Attributes.Name.IMPLEMENTATION_VERSION, "unknown"),
        classes,
        count,
        skipped.stream().map(Printable::of).toList());
  }

  private static String text(Attributes manifest, Attributes.Name name, String fallback) {
    String value = manifest.getValue(name);
    return value == null || value.isBlank() ? fallback : value;
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
