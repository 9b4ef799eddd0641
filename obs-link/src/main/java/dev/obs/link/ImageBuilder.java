package dev.obs.link;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/// Links a runtime image: modules and the JVM in one folder, with a launcher and, after a training
/// run, an AOT cache.
///
/// The image is made beside its place and moved there when it is whole. Java's line numbers are
/// kept; the symbols of the native libraries are removed where `strip` is installed, which saves 5
/// MB.
public final class ImageBuilder {
  private static final String INPUTS = "lib/inputs.sha256";

  private final ImageSpec spec;
  private final Consumer<String> progress;

  /// @param spec what to build
  /// @param progress gets a line at each step
  public ImageBuilder(ImageSpec spec, Consumer<String> progress) {
    this.spec = spec;
    this.progress = progress;
  }

  /// Links the image, unless the one in place was made from the same input.
  ///
  /// @param image where to put it; an image that is there is replaced. Linkable copies of the jars
  ///   are left beside it in a folder of the same name with `-modules` added.
  /// @return whether it had to be linked
  /// @throws LinkException if it cannot be linked or trained, or `image` is something else
  public boolean build(Path image) throws IOException, InterruptedException {
    Optional<NativeStrip> strip = NativeStrip.find();
    String inputs = inputs(strip.isPresent());
    if (isMadeFrom(inputs, image)) {
      progress.accept("image is up to date: " + image);
      return false;
    }
    if (Files.exists(image) && !Files.exists(image.resolve("lib/modules"))) {
      throw new LinkException(
          image + ": exists and is no runtime image; remove it or choose another place");
    }
    Path fresh = sibling(image, ".new");
    Folders.delete(fresh);
    link(modules(sibling(image, "-modules")), fresh);
    if (strip.isPresent()) {
      strip.get().strip(fresh);
    } else {
      progress.accept("no 'strip' found (Debian: binutils), so the image is 5 MB larger");
    }
    Launcher.write(spec, fresh);
    copyFiles(fresh);
    progress.accept("image: %.1f MB".formatted(Folders.size(fresh) / 1e6));
    train(fresh);
    Files.writeString(fresh.resolve(INPUTS), inputs);
    Folders.replace(image, fresh);
    return true;
  }

  private static Path sibling(Path image, String suffix) {
    return image.resolveSibling(image.getFileName() + suffix);
  }

  private static boolean isMadeFrom(String inputs, Path image) throws IOException {
    Path file = image.resolve(INPUTS);
    return Files.exists(file) && Files.readString(file).equals(inputs);
  }

  private String inputs(boolean strip) throws IOException {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint
        .add(spec.name() + " " + spec.main() + " " + spec.roots() + " " + spec.jvmOptions())
        .add(spec.compression() + " " + spec.files().keySet() + " " + spec.training());
    new TreeMap<>(spec.optional())
        .forEach((module, names) -> fingerprint.add(module + new TreeSet<>(names)));
    fingerprint.add("strip " + strip);
    for (Path file : spec.jars()) {
      fingerprint.add(file);
    }
    for (Path file : spec.files().values()) {
      fingerprint.add(file);
    }
    return fingerprint.value();
  }

  private Collection<Path> modules(Path folder) throws IOException {
    progress.accept("giving %d jars descriptors".formatted(spec.jars().size()));
    Folders.delete(folder);
    return new Modularizer(spec.optional()).modularize(spec.jars(), folder);
  }

  private void link(Collection<Path> modules, Path target) {
    progress.accept("linking " + spec.roots().size() + " modules and what they require");
    NavigableSet<String> roots = new TreeSet<>(spec.roots());
    roots.add(spec.mainModule());
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() ->
                new LinkException(
                    "%s has no jlink; use a JDK".formatted(System.getProperty("java.home"))));
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int exit =
        jlink.run(
            writer,
            writer,
            "--module-path",
            modules.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            "--add-modules",
            String.join(",", roots),
            "--no-header-files",
            "--no-man-pages",
            "--vm=server",
            "--compress",
            spec.compression(),
            "--output",
            target.toString());
    if (exit != 0) {
      // Its first line says what is wrong; stack traces may follow.
      throw new LinkException(
          "jlink: " + output.toString().lines().findFirst().orElse("").replace("Error: ", ""));
    }
  }

  private void copyFiles(Path target) throws IOException {
    for (Map.Entry<String, Path> file : spec.files().entrySet()) {
      Path copy = target.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.copy(file.getValue(), copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void train(Path image) throws IOException, InterruptedException {
    AotTraining training = spec.training();
    if (training != null) {
      progress.accept("training the AOT cache with " + training.main());
      AotCache.train(spec, training, image);
      long size = Files.size(image.resolve(AotCache.path(spec)));
      progress.accept("AOT cache: %.1f MB".formatted(size / 1e6));
    }
  }
}
