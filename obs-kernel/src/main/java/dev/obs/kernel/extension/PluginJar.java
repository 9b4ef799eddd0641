package dev.obs.kernel.extension;

import dev.obs.model.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A jar of a plugin. Its name as an automatic module is not derived as the module system does it,
/// which reads every entry of every library at the start.
final class PluginJar {
  private static final String API = "dev.obs.api";
  private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.|$).*)");
  private static final String SERVICES = "META-INF/services/";

  private final Path path;
  private final Path file;
  private final @Nullable ModuleDescriptor module;
  private final Attributes manifest;
  private final Set<String> services;
  private @Nullable String checksum;

  private PluginJar(
      Path path,
      Path file,
      @Nullable ModuleDescriptor module,
      Attributes manifest,
      Set<String> services) {
    this.path = path;
    this.file = file;
    this.module = module;
    this.manifest = manifest;
    this.services = services;
  }

  /// Reads its descriptor and manifest.
  static PluginJar read(Path path) throws PluginRefused {
    Path file = Permissions.file(path);
    try (JarFile jar =
        new JarFile(file.toFile(), false, JarFile.OPEN_READ, JarFile.runtimeVersion())) {
      Manifest manifest = jar.getManifest();
      boolean described = jar.getJarEntry("module-info.class") != null;
      return new PluginJar(
          path,
          file,
          described ? describe(file) : null,
          manifest == null ? new Attributes() : manifest.getMainAttributes(),
          described ? services(jar) : Set.of());
    } catch (IOException | SecurityException damaged) {
      throw new PluginRefused(
          path
              + " cannot be read as a jar ("
              + SafeText.message(damaged).orElse("unknown cause")
              + "); put it there again");
    }
  }

  private static @Nullable ModuleDescriptor describe(Path path) throws PluginRefused {
    try {
      return ModuleFinder.of(path).findAll().stream()
          .findFirst()
          .map(ModuleReference::descriptor)
          .orElse(null);
    } catch (FindException unfit) {
      throw new PluginRefused(
          path + " holds no proper module: " + SafeText.message(unfit).orElse("unknown cause"));
    }
  }

  private static Set<String> services(JarFile jar) {
    return jar.stream()
        .map(JarEntry::getName)
        .filter(name -> name.startsWith(SERVICES))
        .map(name -> name.substring(SERVICES.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  Path path() {
    return path;
  }

  /// The file that was checked, without links: what is read and loaded.
  Path file() {
    return file;
  }

  String fileName() {
    return String.valueOf(path.getFileName());
  }

  /// Its descriptor, if it is an explicit module.
  Optional<ModuleDescriptor> explicit() {
    return Optional.ofNullable(module);
  }

  /// The name of its module; of a jar that is none, the name of the file without the version.
  String module() {
    return explicit()
        .map(ModuleDescriptor::name)
        .or(() -> Optional.ofNullable(manifest.getValue("Automatic-Module-Name")))
        .orElseGet(() -> VERSION.matcher(stem()).replaceFirst(""));
  }

  /// Its version, empty if it does not say.
  String version() {
    return Optional.ofNullable(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
        .or(() -> explicit().flatMap(ModuleDescriptor::rawVersion))
        .or(() -> VERSION.matcher(stem()).results().findFirst().map(found -> found.group(1)))
        .orElse("");
  }

  private String stem() {
    String name = fileName();
    return name.substring(0, name.length() - ".jar".length());
  }

  /// Whether it lists providers of a service for the class path.
  boolean hasServiceFile(String service) {
    return services.contains(service);
  }

  /// The version of the API that it was compiled against, as far as it says so.
  Optional<String> api() {
    return Optional.ofNullable(manifest.getValue("Obs-Api-Version"))
        .or(() ->
            explicit()
                .flatMap(descriptor ->
                    descriptor.requires().stream()
                        .filter(requires -> requires.name().equals(API))
                        .findFirst())
                .flatMap(ModuleDescriptor.Requires::rawCompiledVersion));
  }

  /// Its SHA-256.
  synchronized String checksum() {
    if (checksum == null) {
      try {
        checksum = Checksums.sha256(file);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return checksum;
  }
}
