package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A linker of a runtime image: modules and the JVM in one folder, with a launcher and, after a
/// training run, an AOT cache.
///
/// The image is created beside its destination and moved there when it is complete. Java's line
/// numbers are kept; the symbols of the native libraries are removed if `strip` is installed, which
/// saves 5 MB.
final class ImageBuilder {
  private static final String INPUTS = "lib/inputs.sha256";

  private final ImageSpec spec;
  private final JvmOptions options;
  private final Consumer<String> progress;

  /// @param spec the specification of the image
  /// @param progress receives a line at each step
  public ImageBuilder(ImageSpec spec, Consumer<String> progress) {
    this.spec = spec;
    this.options = JvmOptions.of(spec.jvmOptions());
    this.progress = progress;
  }

  /// Links the image, unless the existing one was built from the same input.
  ///
  /// @param image the destination; an existing image is replaced
  /// @return whether it had to be linked
  /// @throws LinkException if it cannot be linked or trained, or `image` is not an image
  /// @throws InterruptedException if interrupted; then `image` is unchanged
  public boolean build(Path image) throws IOException, InterruptedException {
    Optional<NativeStrip> strip = NativeStrip.find();
    String inputs = inputs(strip.isPresent());
    if (isMadeFrom(inputs, image)) {
      progress.accept("image is up to date: " + image);
      return false;
    }
    requireReplaceable(image);
    Path place = image.toAbsolutePath();
    Files.createDirectories(place.getParent());
    Path work = Files.createTempDirectory(place.getParent(), "." + place.getFileName() + "-");
    try {
      Path fresh = work.resolve("image");
      link(work.resolve("modules"), fresh);
      finish(fresh, strip, inputs);
      Folders.replace(place, fresh, work.resolve("old"));
    } finally {
      Folders.delete(work);
    }
    return true;
  }

  /// @throws LinkException if the folder holds foreign files
  static void requireReplaceable(Path image) throws IOException {
    if (image.toAbsolutePath().getFileName() == null) {
      throw new LinkException(image + " cannot be replaced by an image; choose another place");
    }
    if (Files.exists(image)
        && !Files.exists(image.resolve(INPUTS))
        && !(Files.isDirectory(image) && Folders.isEmpty(image))) {
      throw new LinkException(
          image + ": exists and is not an image of obs link; remove it or choose another place");
    }
  }

  private static boolean isMadeFrom(String inputs, Path image) throws IOException {
    Path file = image.resolve(INPUTS);
    return Files.exists(file) && Files.readString(file).equals(inputs);
  }

  private String inputs(boolean strip) throws IOException {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint
        .add(spec.launchers() + " " + spec.roots() + " " + spec.jvmOptions())
        .add(spec.compression() + " " + spec.files().keySet() + " " + spec.recipe());
    spec.components().forEach((module, component) -> fingerprint.add(module + " " + component));
    new TreeMap<>(spec.optional())
        .forEach((module, names) -> fingerprint.add(module + new TreeSet<>(names)));
    fingerprint.add("strip " + strip).add(Launcher.SCRIPT);
    for (Path file : spec.jars()) {
      fingerprint.add(file);
    }
    for (Path file : spec.files().values()) {
      fingerprint.add(file);
    }
    return fingerprint.value();
  }

  private void link(Path modules, Path fresh) throws IOException, InterruptedException {
    progress.accept("adding descriptors to %d jars".formatted(spec.jars().size()));
    var copies = new Modularizer(spec.optional()).modularize(spec.jars(), modules);
    TreeSet<String> roots = new TreeSet<>(spec.roots());
    spec.launchers().forEach(launch -> roots.add(launch.module()));
    progress.accept("linking " + roots.size() + " modules and their requirements");
    Jlink.link(copies, roots, spec.compression(), options.image(), fresh);
    SortedMap<String, Component> components =
        Components.of(spec.jars().stream().map(ModuleJar::read).toList());
    components.putAll(spec.components());
    BillOfMaterials.of(spec, components, copies.stream().map(ModuleJar::read).toList(), fresh)
        .write(fresh);
    if (spec.recipe() != null) {
      Files.move(modules, fresh.resolve("modules"));
      spec.recipe().write(fresh);
      Components.write(components, fresh);
    }
  }

  private void finish(Path fresh, Optional<NativeStrip> strip, String inputs)
      throws IOException, InterruptedException {
    if (strip.isPresent()) {
      strip.get().strip(fresh);
    } else {
      progress.accept("no 'strip' found (Debian: binutils), so the image is 5 MB larger");
    }
    for (Launch launch : spec.launchers()) {
      Launcher.write(launch, options, fresh);
    }
    copyFiles(fresh);
    progress.accept("image: %.1f MB".formatted(Folders.size(fresh) / 1e6));
    for (Launch launch : spec.launchers()) {
      train(launch, fresh);
    }
    Files.writeString(fresh.resolve(INPUTS), inputs);
    // mainly `plugins`, from which nothing is loaded if others may write
    Folders.protect(fresh);
  }

  private void copyFiles(Path target) throws IOException {
    for (Map.Entry<String, Path> file : spec.files().entrySet()) {
      Path copy = target.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.copy(file.getValue(), copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void train(Launch launch, Path image) throws IOException, InterruptedException {
    AotTraining training = launch.training();
    if (training != null) {
      progress.accept("training the AOT cache with " + training.main());
      Path cache = image.resolve(launch.cache());
      AotCache.train(training, options.ofStart(), image, cache);
      progress.accept("AOT cache: %.1f MB".formatted(Files.size(cache) / 1e6));
    }
  }
}
