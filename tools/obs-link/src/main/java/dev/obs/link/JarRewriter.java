package dev.obs.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A copy of a jar with some entries replaced or added, so that equal input gives equal bytes.
final class JarRewriter {
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /// The entries that a changed jar must not keep: signatures no longer match, and the index lists
  /// packages.
  private static final Pattern DROPPED =
      Pattern.compile("META-INF/(SIG-[^/]+|[^/]+\\.(SF|RSA|DSA|EC)|INDEX\\.LIST)");

  private JarRewriter() {}

  /// Writes `target` with the entries of `source` sorted (the manifest first), at a fixed time,
  /// without signatures and without duplicate entries.
  static void rewrite(Path source, Path target, Map<String, byte[]> replaced) throws IOException {
    try (ZipFile in = new ZipFile(source.toFile());
        OutputStream file = Files.newOutputStream(target);
        ZipOutputStream out = new ZipOutputStream(file)) {
      Map<String, byte[]> entries =
          new TreeMap<>(
              Comparator.comparing((String name) -> !name.equals(MANIFEST))
                  .thenComparing(Comparator.naturalOrder()));
      for (ZipEntry entry : in.stream().toList()) {
        String name = entry.getName();
        if (!entry.isDirectory() && !DROPPED.matcher(name).matches()) {
          try (InputStream content = in.getInputStream(entry)) {
            entries.putIfAbsent(name, content.readAllBytes());
          }
        }
      }
      entries.putAll(replaced);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setTimeLocal(TIME);
        out.putNextEntry(header);
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
  }
}
