package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkNamesTest {
  private final LinkNames names = new LinkNames();
  private final List<String> unknown = new ArrayList<>();

  @BeforeEach
  void shipSome() {
    names.add("dev.obs.exporter.otlp");
    names.add("dev.obs.probe.system");
    names.add("org.slf4j");
    names.addType("otlp", "dev.obs.exporter.otlp");
    names.addType("cpu", "dev.obs.probe.system");
    names.addType("memory", "dev.obs.probe.system");
  }

  @Test
  void aModuleGoesByItsTypesItsArtifactAndItsName() {
    for (String name : List.of("otlp", "exporter-otlp", "dev.obs.exporter.otlp", " otlp ")) {
      assertEquals(
          Set.of("dev.obs.exporter.otlp"), names.resolve("--with", List.of(name), unknown));
    }
    assertEquals(
        Set.of("dev.obs.probe.system", "org.slf4j"),
        names.resolve("--with", List.of("cpu", "memory", "org.slf4j"), unknown));
    assertEquals(List.of(), unknown);
  }

  @Test
  void aPluginGoesByTheNameOfItsJarWithoutTheVersion() {
    names.add("org.example.sink", "example-sink-1.2-SNAPSHOT.jar");

    assertEquals(
        Set.of("org.example.sink"), names.resolve("--without", List.of("example-sink"), unknown));
  }

  @Test
  void aTypeOfTwoModulesMeansBoth() {
    names.add("org.example.sink", "example-sink.jar");
    names.addType("otlp", "org.example.sink");

    assertEquals(
        Set.of("dev.obs.exporter.otlp", "org.example.sink"),
        names.resolve("--with", List.of("otlp"), unknown));
  }

  @Test
  void allUnknownNamesAreToldEachWithItsNearest() {
    names.resolve("--with", List.of("otpl", "exporter_otlp", "somethingelse"), unknown);

    assertEquals(
        List.of(
            "--with: unknown name 'otpl', did you mean 'otlp'?",
            "--with: unknown name 'exporter_otlp', did you mean 'exporter-otlp'?",
            "--with: unknown name 'somethingelse'"),
        unknown);
  }

  @Test
  void theListLeavesLibrariesOut() {
    List<String> list = names.list();

    assertTrue(
        list.stream()
            .anyMatch(line -> line.matches("dev.obs.probe.system +probe-system +cpu, memory")),
        list::toString);
    assertFalse(list.stream().anyMatch(line -> line.contains("slf4j")), list::toString);
  }
}
