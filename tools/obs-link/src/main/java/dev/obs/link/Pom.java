package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// A `.pom` file in a Maven repository.
///
/// @param file in `GROUP/ARTIFACT/VERSION`
/// @param project its root element
record Pom(Path file, Element project) {
  /// The number of parents that are looked at.
  private static final int PARENTS = 8;

  /// Returns the pom of a jar in a Maven repository, or empty if there is none that can be read.
  static Optional<Pom> beside(Path jar) throws IOException {
    String name = String.valueOf(jar.getFileName());
    return name.endsWith(".jar")
        ? read(jar.resolveSibling(name.substring(0, name.length() - 4) + ".pom"))
        : Optional.empty();
  }

  private static Optional<Pom> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // it would print
      return Optional.of(new Pom(file, builder.parse(file.toFile()).getDocumentElement()));
    } catch (SAXException notXml) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  String group() {
    return text(project, "groupId").or(() -> parent("groupId")).orElse("");
  }

  String artifact() {
    return text(project, "artifactId").orElse("");
  }

  String version() {
    return text(project, "version").or(() -> parent("version")).orElse("");
  }

  /// Returns the names of its licences, or of those of its next parent that has some.
  List<String> licences() throws IOException {
    Optional<Pom> pom = Optional.of(this);
    for (int i = 0; i < PARENTS && pom.isPresent(); i++) {
      List<String> names = pom.get().ownLicences();
      if (!names.isEmpty()) {
        return names;
      }
      pom = pom.get().parent();
    }
    return List.of();
  }

  private List<String> ownLicences() {
    List<String> names = new ArrayList<>();
    for (Element licence : children(child(project, "licenses"), "license")) {
      text(licence, "name").or(() -> text(licence, "url")).ifPresent(names::add);
    }
    return names;
  }

  private Optional<Pom> parent() throws IOException {
    Optional<String> group = parent("groupId");
    Optional<String> artifact = parent("artifactId");
    Optional<String> version = parent("version");
    Path repository = repository();
    if (repository == null || group.isEmpty() || artifact.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    return read(
        repository
            .resolve(group.get().replace('.', '/'))
            .resolve(artifact.get())
            .resolve(version.get())
            .resolve(artifact.get() + "-" + version.get() + ".pom"));
  }

  private Optional<String> parent(String name) {
    return text(child(project, "parent"), name);
  }

  /// Returns the root of the repository, or null if the file does not lie where Maven puts it.
  private @Nullable Path repository() {
    Path place =
        Path.of(group().replace('.', '/'), artifact(), version(), file.getFileName().toString());
    Path absolute = file.toAbsolutePath();
    if (!absolute.endsWith(place)) {
      return null;
    }
    Path root = absolute;
    for (int i = 0; root != null && i < place.getNameCount(); i++) {
      root = root.getParent();
    }
    return root;
  }

  private static Optional<String> text(@Nullable Element parent, String name) {
    Element element = child(parent, name);
    return element == null ? Optional.empty() : Optional.of(element.getTextContent().strip());
  }

  private static @Nullable Element child(@Nullable Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static List<Element> children(@Nullable Element parent, String name) {
    List<Element> found = new ArrayList<>();
    Node node = parent == null ? null : parent.getFirstChild();
    for (; node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
