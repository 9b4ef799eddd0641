package dev.obs.cli.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Values with characters that have a meaning in a language of the deployment files. A parser of
/// each language reads the same values back: PyYAML for YAML 1.1, SnakeYAML Engine for YAML 1.2,
/// Jackson for JSON, a shell for commands.
class HostileValuesTest {
  private static final Path FILES = Path.of("deploy");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PYTHON =
      """
      import json, sys, yaml
      loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
      print(json.dumps([next(yaml.load_all(open(f, encoding="utf-8"), loader)) for f in sys.argv[1:]]))
      """;

  /// Folders of the spool's volume that a configuration may name.
  private static final List<String> FOLDERS =
      List.of(
          "/data/obs dir #x",
          "/data/it's \"here\"",
          "/data/back\\slash\\n",
          "/data/$HOME/${X}/$(id)",
          "/data/{{ x }}/%d*?[a]&!|>-",
          "/data/Straße/日本/😀",
          "/data/\u00a0\u200b\u202e\ufeff",
          "/data/, ] }",
          "/data/" + "x".repeat(300));

  /// The YAML files with paths.
  private static final List<String> CHANGED =
      List.of(
          "kubernetes/base/deployment.yaml",
          "compose.yml",
          "telemetry.yaml",
          "prometheus/prometheus.yml",
          "kubernetes/components/prometheus-operator/pod-monitor.yaml");

  private static final String COMPOSE_VOLUME = "/services/shop/volumes/1/target";

  /// Every sign that a page's path may have.
  private static final String PAGE = "/on.~!$&'()*+,;=:@/-y";

  @TempDir Path folder;

  private static Values values(String volume) {
    return new Values(
        "shop", 18080, 19464, PAGE + "l", PAGE + "r", PAGE + "m", volume + "/sp ool", 100);
  }

  private static String file(String name, Values values) throws IOException {
    return Rewriting.to(values, "https://wiki/?a=$x&b=(*)#%41")
        .apply(Files.readString(FILES.resolve(name)), Language.of(name));
  }

  private static List<String> names(String end) throws IOException {
    try (Stream<Path> found = Files.walk(FILES)) {
      return found
          .filter(path -> path.toString().endsWith(end))
          .map(path -> FILES.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private static JsonNode read12(String text) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadAllFromString(text))
        .get(0);
  }

  private JsonNode read11(List<String> texts) throws Exception {
    Path script = Files.writeString(folder.resolve("read.py"), PYTHON);
    Path python = Path.of("/usr/bin/python3");
    boolean found = Files.exists(python) && run(python.toString(), "-c", "import yaml").exit == 0;
    String missing = "python3-yaml is not installed: apt-get install python3-yaml";
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(found, missing);
    }
    assumeTrue(found, "SKIPPED: " + missing);
    Stream.Builder<String> command = Stream.builder();
    command.add(python.toString()).add(script.toString());
    for (String text : texts) {
      command.add(
          Files.writeString(Files.createTempFile(folder, "text", ".yaml"), text).toString());
    }
    Result result = run(command.build().toArray(String[]::new));
    assertEquals(0, result.exit, result.output);
    return JSON.readTree(result.output);
  }

  private record Result(int exit, String output) {}

  private static Result run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    return new Result(process.waitFor(), output);
  }

  private static void assertDeployment(Values values, JsonNode deployment) {
    String container = "/spec/template/spec/containers/0";
    assertAt(values.volumePath(), deployment, container + "/volumeMounts/2/mountPath");
    assertAt(values.livenessPath(), deployment, container + "/livenessProbe/httpGet/path");
    assertAt(values.readinessPath(), deployment, container + "/readinessProbe/httpGet/path");
    assertAt("shop", deployment, "/metadata/name");
    assertEquals(
        0440, deployment.at("/spec/template/spec/volumes/1/secret/defaultMode").intValue());
  }

  private static void assertAt(String value, JsonNode file, String place) {
    assertEquals(value, file.at(place).textValue(), place);
  }

  @Test
  void yamlHasTheValuesInBothVersions() throws Exception {
    List<String> texts = new ArrayList<>();
    for (String folder : FOLDERS) {
      assertTrue(values(folder).isSpoolMountable(), folder);
      for (String name : CHANGED) {
        texts.add(file(name, values(folder)));
      }
    }
    JsonNode read11 = read11(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(read12(texts.get(i)), read11.get(i), texts.get(i));
    }
    for (int i = 0; i < FOLDERS.size(); i++) {
      Values values = values(FOLDERS.get(i));
      int first = i * CHANGED.size();
      assertDeployment(values, read11.get(first));
      assertAt(values.volumePath().replace("$", "$$"), read11.get(first + 1), COMPOSE_VOLUME);
      assertAt(values.spoolPath(), read11.get(first + 2), "/telemetry/spool/path");
      assertAt(values.metricsPath(), read11.get(first + 3), "/scrape_configs/0/metrics_path");
      assertAt(values.metricsPath(), read11.get(first + 4), "/spec/podMetricsEndpoints/0/path");
    }
  }

  /// This holds for the default values as well: both versions of YAML must read a file alike.
  @Test
  void everyFileMeansTheSameInBothVersionsOfYaml() throws Exception {
    List<String> names = new ArrayList<>(names(".yml"));
    names.addAll(names(".yaml"));
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      texts.add(file(name, values(FOLDERS.getFirst())));
    }
    JsonNode read11 = read11(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(read12(texts.get(i)), read11.get(i), names.get(i));
    }
  }

  @Test
  void everyFileHasAPlaceWithQuotesForEachValue() throws Exception {
    for (String name : names("")) {
      if (Files.isRegularFile(FILES.resolve(name))) {
        for (String folder : FOLDERS) {
          file(name, values(folder));
        }
      }
    }
  }

  @Test
  void jsonHasTheValues() throws Exception {
    for (String name : names(".json")) {
      JSON.readTree(file(name, values(FOLDERS.getFirst())));
    }
    for (String folder : FOLDERS) {
      assertEquals(folder, JSON.readTree(Language.JSON.quoted(folder)).textValue());
    }
  }

  /// Docker reads `RUN` as JSON, and each element of `VOLUME` as a word with backslashes.
  @Test
  void theDockerfileMakesOneFolder() throws Exception {
    for (String folder : FOLDERS) {
      List<String> lines = file("Dockerfile", values(folder)).lines().toList();
      String run =
          lines.stream().filter(line -> line.startsWith("RUN [")).findFirst().orElseThrow();
      JsonNode command = JSON.readTree(run.substring("RUN ".length()));
      assertEquals(folder, command.get(command.size() - 1).textValue());
      String volume =
          lines.stream().filter(line -> line.startsWith("VOLUME")).findFirst().orElseThrow();
      String word = JSON.readTree(volume.substring("VOLUME ".length())).get(0).textValue();
      assertFalse(word.replaceAll("\\\\.", "").matches(".*['\"$\\\\].*"), word);
      assertEquals(folder, word.replaceAll("\\\\(.)", "$1"));
    }
  }

  @Test
  void aShellReadsTheAddressesOfTheRunbooks() throws Exception {
    Set<String> read = new TreeSet<>();
    for (String name : List.of("target-down", "service-not-ready", "service-unhealthy")) {
      for (String line : file("runbooks/" + name + ".md", values("/data")).lines().toList()) {
        if (line.startsWith("curl")) {
          String command = line.replaceFirst("^curl", "printf '%s\\\\n'");
          read.addAll(run("sh", "-c", command).output.lines().toList());
        }
      }
    }
    for (String address :
        List.of("18080" + PAGE + "l", "18080" + PAGE + "r", "19464" + PAGE + "m")) {
      assertTrue(read.contains("http://HOST:" + address), () -> address + " is not in " + read);
    }
  }

  @Test
  void theImagesFolderAndLauncherAreOneWord() throws Exception {
    String name = "it's \"a\" $SHOP \\ #1";
    RuntimeImage image = new RuntimeImage(Path.of("/images", name), name, true, false);
    String entry = image.dockerfile(Files.readString(FILES.resolve("Dockerfile")));
    String words = entry.substring(entry.indexOf("ENTRYPOINT ") + "ENTRYPOINT ".length());
    assertEquals("/opt/obs/bin/" + name, JSON.readTree(words).get(0).textValue());
    DeploymentFiles files =
        DeploymentFiles.of(
            FILES, Set.of(Target.COMPOSE), Values.WRITTEN, Optional.empty(), image, "");
    files.write(folder.resolve("out"));
    String compose = Files.readString(folder.resolve("out/compose.yml"));
    JsonNode build = read12(compose).at("/services/obs-demo/build/additional_contexts/image");
    assertEquals("/images/" + name.replace("$", "$$"), build.textValue());
    assertEquals(
        build, read11(List.of(compose)).at("/0/services/obs-demo/build/additional_contexts/image"));
  }

  @Test
  void aFolderThatCannotBeMountedIsRefused() {
    for (String folder :
        List.of(
            "spool", "/", "/etc", "/var/lib", "/a:b", "/a\nb", "/a\u0085b", "/a`b", "/a/../b")) {
      Values written = Values.WRITTEN;
      Values values = new Values("shop", 1, 2, written.livenessPath(), "/r", "/m", folder, 1);
      assertFalse(values.isSpoolMountable(), folder);
    }
  }

  @Test
  void aNameIsNotAWordOfYaml() throws Exception {
    for (String word : List.of("on", "off", "yes", "no", "y", "n", "true", "false", "null")) {
      assertFalse(Plan.isName(word), word);
      assertTrue(Plan.isName(word + "-service"), word);
    }
    assertTrue(Plan.isName("one"));
  }
}
