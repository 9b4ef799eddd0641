package dev.obs.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/// A library as a bill of materials names it.
///
/// @param group Maven's group, or null for a jar that Maven does not know
/// @param name Maven's artifact, else the module's name
/// @param version empty if it is not known
/// @param licences SPDX identifiers where the licence is a known one, else names; empty if not
///   known
/// @param sha256 the digest of the jar as it was given, in hexadecimal
record Component(
    @Nullable String group, String name, String version, List<String> licences, String sha256) {

  Component {
    licences = List.copyOf(licences);
  }

  /// Reads the identity of a jar: of Maven's `pom.properties` in it or of the `.pom` file beside
  /// it, else of its module and its manifest.
  static Component of(ModuleJar module) throws IOException {
    return of(module.file(), module.name(), module.descriptor().rawVersion());
  }

  /// Reads the identity of a jar that need not be a module.
  ///
  /// @param fallback its name if Maven does not know it
  static Component of(Path file, String fallback, Optional<String> fallbackVersion)
      throws IOException {
    Optional<Pom> pom = Pom.beside(file);
    try (JarFile jar = new JarFile(file.toFile())) {
      Attributes manifest = manifest(jar);
      Properties maven = maven(jar);
      String version = maven.getProperty("version", pom.map(Pom::version).orElse(""));
      String known =
          fallbackVersion.orElse(
              Objects.requireNonNullElse(
                  manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION), ""));
      return new Component(
          maven.getProperty("groupId", pom.map(Pom::group).orElse(null)),
          maven.getProperty("artifactId", pom.map(Pom::artifact).orElse(fallback)),
          version.isEmpty() ? known : version,
          licences(pom, manifest),
          sha256(file));
    }
  }

  /// Returns its package URL, or empty if Maven does not know it.
  Optional<String> purl() {
    return group == null || version.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "pkg:maven/%s/%s@%s".formatted(encoded(group), encoded(name), encoded(version)));
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Attributes manifest(JarFile jar) throws IOException {
    Manifest manifest = jar.getManifest();
    return manifest == null ? new Attributes() : manifest.getMainAttributes();
  }

  /// Returns the coordinates that Maven wrote into a jar; none if the jar is made of several.
  private static Properties maven(JarFile jar) throws IOException {
    List<ZipEntry> found =
        jar.stream()
            .filter(entry -> entry.getName().matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties"))
            .map(ZipEntry.class::cast)
            .toList();
    Properties properties = new Properties();
    if (found.size() == 1) {
      try (InputStream in = jar.getInputStream(found.getFirst())) {
        properties.load(in);
      }
    }
    return properties;
  }

  private static List<String> licences(Optional<Pom> pom, Attributes manifest) throws IOException {
    List<String> names = pom.isPresent() ? pom.get().licences() : List.of();
    String bundle = manifest.getValue("Bundle-License");
    if (names.isEmpty() && bundle != null) {
      names = List.of(bundle.split(",", -1));
    }
    return names.stream().map(Licences::identifier).distinct().toList();
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
