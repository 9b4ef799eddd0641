package dev.obs.example.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.example.openapi.jaxrs.Customers;
import dev.obs.example.openapi.spring.Books;
import dev.obs.example.openapi.spring.StockApi;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.MethodParametersAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocGeneratorTest {
  @TempDir Path folder;
  private final RecordingObs obs = new RecordingObs();
  private final DocGenerator generator = new DocGenerator(obs);

  DocGeneratorTest() {}

  @Test
  void documentsJaxRsResourcesExactly() throws Exception {
    Document document = generator.generate(jaxRs());

    assertEquals(expected("jaxrs.json"), document.json());
    assertEquals(List.of(), DocumentValidator.errors(document.json()));
    assertEquals(
        List.of(
            "/api/customers/cache: OpenAPI has no method purge; left out",
            "/api/customers/{id}/addresses/{id}/related: dev.obs.example.openapi.jaxrs.Addresses"
                + " contains itself; documented once",
            "/api/customers/{id}/extras: java.lang.Object is not in the jar; its routes are left"
                + " out"),
        document.warnings().stream().sorted().toList());
  }

  @Test
  void documentsSpringControllersExactly() throws Exception {
    Document document = generator.generate(spring());

    assertEquals(expected("spring.json"), document.json());
    assertEquals(List.of(), DocumentValidator.errors(document.json()));
    assertEquals(List.of(), document.warnings());
  }

  @Test
  void writesTheSameBytesWhateverTheOrderOfTheEntries() throws Exception {
    Document one = generator.generate(jaxRs());
    Document other = generator.generate(jaxRs(Comparator.reverseOrder()));

    assertEquals(one.json(), other.json());
  }

  @Test
  void findsTheNamesOfParametersInDebugInformationToo() throws Exception {
    Path named = Jars.of(folder.resolve("books.jar"), Books.class);
    Document expected = generator.generate(named);
    byte[] stripped =
        ClassFile.of()
            .transformClass(
                ClassFile.of().parse(Jars.bytes(Books.class)),
                ClassTransform.transformingMethods(
                    MethodTransform.dropping(e -> e instanceof MethodParametersAttribute)));

    Path debug = Jars.of(folder.resolve("books.jar"), Map.of(Jars.entry(Books.class), stripped));

    assertEquals(expected.json(), generator.generate(debug).json());
  }

  @Test
  void runsDiscoveryInsideAnOperationWithACorrelationIdOfItsOwn() throws Exception {
    Path jar = jaxRs();
    Document document = generator.generate(jar);
    generator.generate(jar);

    RecordingObs.Recorded docs = obs.operations.get(0);
    RecordingObs.Recorded discovery = obs.operations.get(1);
    assertEquals("generate_docs", docs.name);
    assertEquals(jar.toString(), docs.metadata.get("app_file"));
    assertEquals((long) document.routeCount(), docs.metadata.get("routes"));
    assertEquals("route_discovery", discovery.name);
    assertEquals(jar.toString(), discovery.metadata.get("app_file"));
    assertSame(docs, discovery.parent);
    assertNull(docs.failure);
    assertTrue(obs.operations.stream().allMatch(operation -> operation.ended));
    assertNotEquals(docs.correlationId, obs.operations.get(2).correlationId);
  }

  @Test
  void countsRoutesByFrameworkAndDocumentsByOutcome() throws Exception {
    Document jaxRs = generator.generate(jaxRs());
    Document spring = generator.generate(spring());
    assertThrows(
        DocumentationException.class, () -> generator.generate(folder.resolve("absent.jar")));

    assertEquals(
        Map.of(
            "openapi.documents[failed]",
            1L,
            "openapi.documents[written]",
            2L,
            "openapi.routes.documented[jaxrs]",
            (long) jaxRs.routeCount(),
            "openapi.routes.documented[spring]",
            (long) spring.routeCount()),
        obs.counters());
  }

  @Test
  void marksBothOperationsFailedWhenTheJarIsBroken() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.jar"), "not a jar");

    DocumentationException failure =
        assertThrows(DocumentationException.class, () -> generator.generate(text));

    assertEquals(2, obs.operations.size());
    for (RecordingObs.Recorded operation : obs.operations) {
      assertSame(failure, operation.failure);
      assertTrue(operation.ended);
    }
  }

  @Test
  void documentsTheRestOfAJarWithABrokenClass() throws Exception {
    Path jar =
        Jars.of(
            folder.resolve("part.jar"),
            Map.of(
                "a/Broken.class",
                new byte[] {1, 2, 3},
                Jars.entry(StockApi.class),
                Jars.bytes(StockApi.class)));

    Document document = generator.generate(jar);

    assertEquals(Map.of("spring", 1), document.routes());
    assertEquals(1, document.skipped());
    assertTrue(
        document.warnings().getFirst().startsWith("a/Broken.class: broken class file ("),
        document.warnings().toString());
    assertEquals(1L, obs.operations.getFirst().metadata.get("skipped_classes"));
  }

  @Test
  void writesAnEmptyButValidDocumentForAJarWithoutRoutes() throws Exception {
    Document document = generator.generate(Jars.of(folder.resolve("empty.jar"), Map.of()));

    assertEquals(0, document.routeCount());
    assertEquals(List.of(), DocumentValidator.errors(document.json()));
  }

  @Test
  void logsTheStartTheResultAndTenWarningsAtMost() throws Exception {
    Map<String, byte[]> entries = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      entries.put("Broken%02d\u001b.class".formatted(i), new byte[4]);
    }
    entries.put(Jars.entry(StockApi.class), Jars.bytes(StockApi.class));
    Path jar = Jars.of(folder.resolve("part.jar"), entries);
    List<String> lines = new ArrayList<>();
    Handler recorder = recorder(lines);
    Logger logger = Logger.getLogger(DocGenerator.class.getName());
    logger.addHandler(recorder);
    try {
      generator.generate(jar);
    } finally {
      logger.removeHandler(recorder);
    }

    assertEquals("INFO documenting " + jar, lines.getFirst());
    assertTrue(
        lines.get(1).startsWith("WARNING " + jar + ": Broken00?.class: broken class file ("),
        lines.get(1));
    assertEquals("WARNING " + jar + ": 2 more warnings", lines.get(11));
    assertTrue(
        lines.get(12).startsWith("INFO documented " + jar + ": 1 routes {spring=1} of 1 classes, "),
        lines.get(12));
    assertEquals(13, lines.size());
  }

  private static Handler recorder(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + line.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private Path jaxRs() {
    return jaxRs(Comparator.naturalOrder());
  }

  private Path jaxRs(Comparator<Path> order) {
    return Jars.ofPackage(folder.resolve("shop.jar"), Customers.class, order);
  }

  private Path spring() {
    return Jars.ofPackage(folder.resolve("books.jar"), Books.class, Comparator.naturalOrder());
  }

  private static String expected(String name) throws Exception {
    try (InputStream in = DocGeneratorTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
