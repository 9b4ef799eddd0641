package dev.obs.link;

import dev.obs.link.text.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Consumer;

/// The content of a custom image with reasons, in tables.
final class LinkReport {
  /// The maximum number of requiring modules that are shown.
  private static final int NAMED = 3;

  private final Plan plan;
  private final Path image;
  private final ModuleSizes before;
  private final ModuleSizes after;

  /// @param image its current location
  LinkReport(Plan plan, Path image) throws IOException, InterruptedException {
    this.plan = plan;
    this.image = image;
    this.before = ModuleSizes.of(Path.of(System.getProperty("java.home")));
    this.after = ModuleSizes.of(image);
  }

  void print(Consumer<String> out) throws IOException {
    long modules = modules(out);
    out.accept("");
    long jdk = jdk(out);
    out.accept("");
    long caches = 0;
    List<String> without = new ArrayList<>();
    for (Launch launch : plan.spec().launchers()) {
      Path cache = image.resolve(launch.cache());
      if (Files.exists(cache)) {
        caches += Files.size(cache);
      } else {
        without.add("bin/" + launch.name());
      }
    }
    long all = Folders.size(image) - caches;
    Table total = Table.aligned("rl", "size", "content");
    total.row(size(modules), "modules");
    total.row(size(jdk), "modules of the JDK");
    total.row(size(all - modules - jdk), "JVM, native libraries, licences");
    total.row(size(all), "image");
    if (caches > 0) {
      total.row(size(caches), "AOT cache");
    }
    total.lines().forEach(out);
    out.accept("");
    plan.candidates().notes().forEach(note -> out.accept("note: " + note));
    if (plan.aot()) {
      without.forEach(name ->
          out.accept(
              "note: %s has no AOT cache, which would halve its start; an application gets one by --train"
                  .formatted(name)));
    }
    for (Launch launch : plan.spec().launchers()) {
      out.accept("start: " + image.resolve("bin").resolve(launch.name()));
    }
  }

  private long modules(Consumer<String> out) throws IOException {
    Table columns = Table.aligned("llrrl", "module", "version", "jar", "in image", "required by");
    long jars = 0;
    long linked = 0;
    for (String name : plan.graph().own()) {
      ModuleJar module = plan.candidates().find(name).orElseThrow();
      long jar = Files.size(module.file());
      jars += jar;
      linked += after.of(name);
      columns.row(
          name,
          module.descriptor().rawVersion().orElse("-"),
          size(jar),
          size(after.of(name)),
          why(name));
    }
    columns.row("total", "", size(jars), size(linked), "");
    columns.lines().forEach(out);
    return linked;
  }

  private long jdk(Consumer<String> out) {
    Table columns = Table.aligned("lrrl", "module of the JDK", "in JDK", "in image", "required by");
    long original = 0;
    long linked = 0;
    for (String name : plan.graph().jdk()) {
      original += before.of(name);
      linked += after.of(name);
      columns.row(name, size(before.of(name)), size(after.of(name)), why(name));
    }
    columns.row("total", size(original), size(linked), "");
    columns.lines().forEach(out);
    return linked;
  }

  private String why(String name) {
    List<String> reasons = new ArrayList<>();
    String asked = plan.asked().get(name);
    if (asked != null) {
      reasons.add("(" + asked + ")");
    }
    NavigableSet<String> requirers = plan.graph().requirers(name);
    if (name.equals("java.base")) {
      return "all";
    }
    requirers.stream().limit(NAMED).forEach(reasons::add);
    if (requirers.size() > NAMED) {
      reasons.add((requirers.size() - NAMED) + " more");
    }
    return String.join(", ", reasons);
  }

  private static String size(long bytes) {
    return bytes >= 1e6 ? "%.1f MB".formatted(bytes / 1e6) : "%.1f kB".formatted(bytes / 1e3);
  }
}
