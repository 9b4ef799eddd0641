package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/// The BOM is written by hand, because whoever imports it should not get what our parent pom has.
class BomTest {
  /// What nobody depends on: itself, the image, and what only tests are made of.
  private static final Predicate<String> INTERNAL =
      module ->
          module.startsWith("examples/")
              || Set.of(
                      "obs-bom",
                      "dashboards",
                      "distribution",
                      "it-servers",
                      "fault-tests",
                      "deploy-tests")
                  .contains(module);

  private static Document pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Path.of("..", module, "pom.xml").toFile());
  }

  private static Set<String> texts(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(index -> nodes.item(index).getTextContent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void listsEveryModuleThatSomebodyMayDependOn() throws Exception {
    Set<String> published = texts(pom(".").getElementsByTagName("module"));
    published.removeIf(INTERNAL);
    Set<String> listed = texts(pom("obs-bom").getElementsByTagName("artifactId"));
    listed.remove("obs-bom");

    assertEquals(published, listed);
  }

  @Test
  void hasTheVersionOfTheBuild() throws Exception {
    assertEquals(
        pom(".").getElementsByTagName("version").item(0).getTextContent(),
        pom("obs-bom").getElementsByTagName("version").item(0).getTextContent());
  }
}
