package dev.obs.example.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A factory of jars for tests.
final class Jars {

  private Jars() {}

  /// Creates a jar of these classes and the classes in them.
  static Path of(Path jar, Class<?>... classes) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (Class<?> type : classes) {
      add(entries, type);
    }
    return of(jar, entries);
  }

  /// Creates a jar of all classes beside this one, in the given order.
  static Path ofPackage(Path jar, Class<?> type, Comparator<Path> order) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    String folder = type.getPackageName().replace('.', '/') + "/";
    try (Stream<Path> files = Files.list(Path.of(type.getResource("").toURI()))) {
      for (Path file : files.sorted(order).toList()) {
        entries.put(folder + file.getFileName(), Files.readAllBytes(file));
      }
    } catch (IOException | URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
    return of(jar, entries);
  }

  static Path of(Path jar, Map<String, byte[]> entries) {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return jar;
  }

  static byte[] bytes(Class<?> type) {
    try (InputStream in = type.getResourceAsStream("/" + entry(type))) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String entry(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  static byte[] manifest(String... lines) {
    return ("Manifest-Version: 1.0\n" + String.join("\n", lines) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void add(Map<String, byte[]> entries, Class<?> type) {
    entries.put(entry(type), bytes(type));
    for (Class<?> nested : type.getDeclaredClasses()) {
      add(entries, nested);
    }
  }
}
