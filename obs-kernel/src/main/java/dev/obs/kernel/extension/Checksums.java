package dev.obs.kernel.extension;

import dev.obs.model.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The manifest `SHA256SUMS` of a folder, as `sha256sum` writes and checks it. Where there is one,
/// it must list every jar under the folder.
final class Checksums {
  static final String FILE = "SHA256SUMS";

  private static final Pattern LINE = Pattern.compile("(\\p{XDigit}{64}) [ *](.+)");
  private static final int SHORT = 12;

  private final Path folder;
  private final Map<Path, String> listed;

  private Checksums(Path folder, Map<Path, String> listed) {
    this.folder = folder;
    this.listed = listed;
  }

  /// The manifest of a folder, if it has one.
  static Optional<Checksums> of(Path folder) throws PluginRefused {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Path checked = Permissions.file(file);
    Map<Path, String> listed = new LinkedHashMap<>();
    try {
      List<String> lines = Files.readAllLines(checked);
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          read(folder, lines.get(i), file + ":" + (i + 1), listed);
        }
      }
    } catch (CharacterCodingException binary) {
      throw new PluginRefused(file + " is no text in UTF-8; write it anew with sha256sum");
    } catch (IOException unreadable) {
      throw new PluginRefused(file + " cannot be read: " + SafeText.of(unreadable));
    }
    return Optional.of(new Checksums(folder, listed));
  }

  private static void read(Path folder, String line, String where, Map<Path, String> listed)
      throws PluginRefused {
    Matcher matcher = LINE.matcher(line);
    Path jar = matcher.matches() ? within(folder, matcher.group(2)) : null;
    if (jar == null) {
      throw new PluginRefused(
          where + ": expected 64 hexadecimal digits, two spaces and a path within the folder");
    }
    listed.put(jar, matcher.group(1).toLowerCase(Locale.ROOT));
  }

  private static @Nullable Path within(Path folder, String path) {
    try {
      Path jar = folder.resolve(path).normalize();
      return jar.startsWith(folder.normalize()) ? jar : null;
    } catch (InvalidPathException invalid) {
      return null;
    }
  }

  /// Insists that a jar under the folder is listed and unchanged.
  void verify(PluginJar jar) throws PluginRefused {
    String expected = listed.get(jar.path().normalize());
    String remedy = "; if that is wanted: (cd " + folder + " && sha256sum " + pattern(jar);
    if (expected == null) {
      throw new PluginRefused(jar.path() + " is not listed in " + folder.resolve(FILE) + remedy);
    }
    String actual = jar.checksum();
    if (!actual.equals(expected)) {
      throw new PluginRefused(
          "%s has checksum %s but %s says %s: it is not the file that was listed%s"
              .formatted(
                  jar.path(),
                  shortened(actual),
                  folder.resolve(FILE),
                  shortened(expected),
                  remedy));
    }
  }

  /// The jars that are listed but not there.
  List<Path> missing() {
    return listed.keySet().stream()
        .filter(path -> path.toString().endsWith(".jar") && !Files.exists(path))
        .toList();
  }

  private String pattern(PluginJar jar) {
    boolean nested = !folder.normalize().equals(jar.path().normalize().getParent());
    return (nested ? "*/*.jar" : "*.jar") + " > " + FILE + ")";
  }

  static String shortened(String checksum) {
    return checksum.substring(0, Math.min(SHORT, checksum.length()));
  }

  /// The SHA-256 of a file in hexadecimal digits.
  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      byte[] buffer = new byte[1 << 16];
      while (digest.read(buffer) >= 0) {
        // read to the end
      }
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java platform has it
    }
  }
}
