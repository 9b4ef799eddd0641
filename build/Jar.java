import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModulePackagesAttribute;
import java.lang.constant.PackageDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A rewriter of a module's jars, so that their bytes do not depend on the JDK that runs Maven.
///
/// Maven's archiver compresses with that JDK, and has that JDK's `jar` tool rewrite
/// `module-info.class`. This program runs on the JDK that compiles: it sorts the entries (the
/// manifest first), gives them one time, compresses them again, takes the descriptor as it was
/// compiled, with the packages of the jar, and removes the names of JDKs from the manifest. It adds
/// the bill of materials.
///
/// Started in source mode by Maven: `java build/Jar.java TARGET NAME ARTIFACT TIME`, with the
/// folder of the jars, the start of their names, the artifact's name, and an ISO 8601 time.
final class Jar {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String DESCRIPTOR = "module-info.class";

  private Jar() {}

  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0]);
    String name = args[1];
    LocalDateTime time = LocalDateTime.ofInstant(Instant.parse(args[3]), ZoneOffset.UTC);
    for (Path jar : List.of(target.resolve(name + ".jar"), target.resolve(name + "-tests.jar"))) {
      if (Files.exists(jar)) {
        NavigableMap<String, byte[]> entries = read(jar);
        entries.computeIfPresent(MANIFEST, (_, manifest) -> withoutJdk(manifest));
        Path compiled = target.resolve("classes").resolve(DESCRIPTOR);
        if (entries.containsKey(DESCRIPTOR)) {
          entries.put(DESCRIPTOR, withPackages(Files.readAllBytes(compiled), entries.keySet()));
        }
        Path bill = target.resolve("bom.json");
        if (Files.exists(bill) && !jar.toString().endsWith("-tests.jar")) {
          entries.put("META-INF/sbom/" + args[2] + ".cdx.json", Files.readAllBytes(bill));
        }
        write(entries, time, jar);
      }
    }
  }

  /// Returns the files of a jar, the manifest first and the others in alphabetical order.
  private static NavigableMap<String, byte[]> read(Path jar) throws IOException {
    NavigableMap<String, byte[]> entries =
        new TreeMap<>(
            Comparator.comparing((String name) -> !name.equals(MANIFEST))
                .thenComparing(Comparator.naturalOrder()));
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        if (!entry.isDirectory()) {
          try (InputStream content = file.getInputStream(entry)) {
            entries.put(entry.getName(), content.readAllBytes());
          }
        }
      }
    }
    return entries;
  }

  private static void write(Map<String, byte[]> entries, LocalDateTime time, Path jar)
      throws IOException {
    Path fresh = Files.createTempFile(jar.getParent(), "jar", ".tmp");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(fresh))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setTimeLocal(time);
        out.putNextEntry(header);
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    if (Files.mismatch(fresh, jar) == -1) {
      Files.delete(fresh); // a newer jar would have the modules that use it compiled again
      return;
    }
    Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(jar));
    Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] withoutJdk(byte[] bytes) {
    try {
      Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
      for (String name : List.of("Build-Jdk-Spec", "Build-Tool-Jdk-Spec")) {
        manifest.getMainAttributes().remove(new Attributes.Name(name));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      manifest.write(out);
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// Returns a descriptor with the list of the module's packages, as the `jar` tool would write it.
  private static byte[] withPackages(byte[] compiled, Collection<String> entries) {
    List<PackageDesc> packages =
        entries.stream()
            .filter(entry -> entry.endsWith(".class") || !entry.startsWith("META-INF/"))
            .flatMap(Jar::packageOf)
            .distinct()
            .sorted()
            .map(PackageDesc::of)
            .toList();
    ClassFile classFile = ClassFile.of();
    ClassModel model = classFile.parse(compiled);
    return classFile.transformClass(
        model,
        (builder, element) -> {
          builder.with(element);
          if (element instanceof ModuleAttribute) {
            builder.with(ModulePackagesAttribute.ofNames(packages));
          }
        });
  }

  private static Stream<String> packageOf(String entry) {
    int end = entry.lastIndexOf('/');
    String name = end < 0 ? "" : entry.substring(0, end).replace('/', '.');
    boolean legal = !name.isEmpty() && Stream.of(name.split("\\.", -1)).allMatch(Jar::isIdentifier);
    return legal ? Stream.of(name) : Stream.empty();
  }

  private static boolean isIdentifier(String part) {
    return !part.isEmpty()
        && Character.isJavaIdentifierStart(part.charAt(0))
        && part.chars().allMatch(Character::isJavaIdentifierPart);
  }
}
