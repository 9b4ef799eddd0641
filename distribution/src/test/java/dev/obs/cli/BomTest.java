package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/// The BOM, which is written by hand, because its importers should not get the contents of our
/// parent pom.
class BomTest {
  private static final String BOM = "build/obs-bom";

  /// Modules that no other build depends on: the BOM itself, the image, examples and tests.
  private static final Predicate<String> INTERNAL =
      module ->
          module.startsWith("examples/")
              || Set.of(
                      BOM,
                      "build/obs-build",
                      "tools/dashboards",
                      "benchmarks",
                      "distribution",
                      "testing/it-servers",
                      "testing/fault-tests",
                      "testing/stress-tests",
                      "testing/deploy-tests")
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

  /// The name of the artifact, which may differ from that of the folder.
  private static String artifact(String module) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate("/project/artifactId", pom(module));
  }

  @Test
  void listsEveryModuleThatSomebodyMayDependOn() throws Exception {
    Set<String> published = new TreeSet<>();
    for (String module : texts(pom(".").getElementsByTagName("module"))) {
      if (!INTERNAL.test(module)) {
        published.add(artifact(module));
      }
    }
    Set<String> listed = texts(pom(BOM).getElementsByTagName("artifactId"));
    listed.remove("obs-bom");

    assertEquals(published, listed);
  }

  @Test
  void hasTheVersionOfTheBuild() throws Exception {
    assertEquals(
        pom(".").getElementsByTagName("version").item(0).getTextContent(),
        pom(BOM).getElementsByTagName("version").item(0).getTextContent());
  }
}
