package dev.obs.link;

import java.io.IOException;
import java.io.Reader;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The bill of materials of an image, in CycloneDX 1.6: the modules that are linked, the JDK with
/// those of its modules that are, the jars among the files, and the requirements between them.
///
/// It has no time and no serial number, so that equal images have equal bills.
final class BillOfMaterials {
  /// Its place in an image.
  static final String PATH = "sbom.cdx.json";

  private static final String IMAGE = "image";
  private static final String JDK = "jdk";

  private final ImageSpec spec;
  private final SortedMap<String, Component> components;
  private final SortedMap<String, ModuleJar> linked;
  private final NavigableSet<String> jdk;

  private BillOfMaterials(
      ImageSpec spec,
      SortedMap<String, Component> components,
      SortedMap<String, ModuleJar> linked,
      NavigableSet<String> jdk) {
    this.spec = spec;
    this.components = components;
    this.linked = linked;
    this.jdk = jdk;
  }

  /// @param components by module name, the libraries behind the modules
  /// @param modules the modules that the image could be linked from
  /// @param image the linked image, whose file `release` lists what it holds
  static BillOfMaterials of(
      ImageSpec spec, SortedMap<String, Component> components, List<ModuleJar> modules, Path image)
      throws IOException {
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(image.resolve("release"))) {
      release.load(in);
    }
    NavigableSet<String> rest =
        new TreeSet<>(
            List.of(release.getProperty("MODULES", "").replace("\"", "").strip().split(" +")));
    SortedMap<String, ModuleJar> linked =
        modules.stream()
            .filter(module -> rest.remove(module.name()))
            .collect(
                Collectors.toMap(
                    ModuleJar::name, Function.identity(), (one, other) -> one, TreeMap::new));
    return new BillOfMaterials(spec, components, linked, rest);
  }

  void write(Path image) throws IOException {
    Files.writeString(image.resolve(PATH), Json.text(content()) + "\n");
  }

  private Map<String, Object> content() throws IOException {
    List<Object> parts = new ArrayList<>();
    for (String module : linked.keySet()) {
      parts.add(described(component(module), module, "jrt:/" + module));
    }
    parts.add(jdk());
    for (Map.Entry<String, Path> file : spec.files().entrySet()) {
      if (ModuleJar.isJar(file.getValue())) {
        Component component = Component.of(file.getValue(), file.getKey(), Optional.empty());
        parts.add(described(component, file.getKey(), file.getKey()));
      }
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("bomFormat", "CycloneDX");
    content.put("specVersion", "1.6");
    content.put("version", 1);
    content.put("metadata", metadata());
    content.put("components", parts);
    content.put("dependencies", dependencies());
    return content;
  }

  private Component component(String module) {
    Component component = components.get(module);
    if (component == null) {
      throw new IllegalStateException("no jar for module " + module);
    }
    return component;
  }

  private Map<String, Object> metadata() {
    Launch first = spec.launchers().getFirst();
    Map<String, Object> image = new LinkedHashMap<>();
    image.put("type", "application");
    image.put("bom-ref", IMAGE);
    image.put("name", first.name());
    Component main = component(first.module());
    if (!main.version().isEmpty()) {
      image.put("version", main.version());
    }
    Map<String, Object> tool = new LinkedHashMap<>();
    tool.put("type", "application");
    tool.put("name", "obs link");
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("tools", Map.of("components", List.of(tool)));
    metadata.put("component", image);
    return metadata;
  }

  /// @param reference its name within the bill
  private static Map<String, Object> described(
      Component component, String reference, String location) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "library");
    fields.put("bom-ref", reference);
    if (component.group() != null) {
      fields.put("group", component.group());
    }
    fields.put("name", component.name());
    if (!component.version().isEmpty()) {
      fields.put("version", component.version());
    }
    Map<String, Object> digest = new LinkedHashMap<>();
    digest.put("alg", "SHA-256");
    digest.put("content", component.sha256());
    fields.put("hashes", List.of(digest));
    if (!component.licences().isEmpty()) {
      fields.put(
          "licenses",
          component.licences().stream()
              .map(licence -> Map.of(Licences.isIdentifier(licence) ? "id" : "name", licence))
              .map(licence -> Map.of("license", licence))
              .toList());
    }
    component.purl().ifPresent(purl -> fields.put("purl", purl));
    fields.put("evidence", Map.of("occurrences", List.of(Map.of("location", location))));
    return fields;
  }

  /// Returns the JDK that links, which is the one in the image.
  private Map<String, Object> jdk() {
    String version = System.getProperty("java.version", "");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "platform");
    fields.put("bom-ref", JDK);
    fields.put("publisher", System.getProperty("java.vendor", ""));
    fields.put("name", "OpenJDK");
    fields.put("version", System.getProperty("java.runtime.version", version));
    fields.put("cpe", "cpe:2.3:a:oracle:openjdk:" + cpe(version) + ":*:*:*:*:*:*:*");
    fields.put(
        "components",
        jdk.stream()
            .map(module -> {
              Map<String, Object> part = new LinkedHashMap<>();
              part.put("type", "library");
              part.put("bom-ref", module);
              part.put("name", module);
              part.put("version", version);
              return part;
            })
            .toList());
    return fields;
  }

  /// Keeps what a version of the JDK consists of; anything else would need an escape.
  private static String cpe(String version) {
    return version.replaceAll("[^A-Za-z0-9.]", "\\\\$0");
  }

  private List<Object> dependencies() {
    List<Object> dependencies = new ArrayList<>();
    NavigableSet<String> roots = new TreeSet<>(spec.roots());
    spec.launchers().forEach(launch -> roots.add(launch.module()));
    dependencies.add(dependency(IMAGE, present(roots)));
    linked.forEach((name, module) ->
        dependencies.add(
            dependency(
                name,
                present(
                    module.descriptor().requires().stream()
                        .map(Requires::name)
                        .collect(Collectors.toCollection(TreeSet::new))))));
    return dependencies;
  }

  private NavigableSet<String> present(NavigableSet<String> names) {
    NavigableSet<String> present = new TreeSet<>(names);
    present.removeIf(name -> !linked.containsKey(name) && !jdk.contains(name));
    return present;
  }

  private static Map<String, Object> dependency(String name, NavigableSet<String> on) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ref", name);
    fields.put("dependsOn", List.copyOf(on));
    return fields;
  }
}
