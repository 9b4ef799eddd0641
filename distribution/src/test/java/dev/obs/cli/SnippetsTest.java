package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException;
import dev.obs.kernel.config.ConfigurationLoader;
import dev.obs.kernel.config.DiscoveredExtensions;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import picocli.CommandLine;

/// The blocks of code in README and docs: configurations must load, Java files must compile,
/// commands must exist.
class SnippetsTest {
  private static final Pattern COMMAND =
      Pattern.compile("(?:\\./|image/bin/)?obs((?: [^#&>|;\\n]*)?)");

  /// The commands of other programs by their first words, each with its test or the reason why none
  /// runs it.
  private static final Map<String, String> OTHER_PROGRAMS =
      Map.ofEntries(
          Map.entry("mvn verify", "this build"),
          Map.entry("mvn --batch-mode verify", "TutorialIT"),
          Map.entry("mvn -pl :fault-tests", "the long form of fault-tests, by hand"),
          Map.entry("mvn -pl :stress-tests", "the long form of stress-tests, by hand"),
          Map.entry("mvn -pl distribution -am", "files written again after a change, by hand"),
          Map.entry("mvn -pl :dashboards", "files written again after a change, by hand"),
          Map.entry("mvn -pl :deploy-tests", "files written again after a change, by hand"),
          Map.entry("mvn -f ../../pom.xml", "the module's own build, in this one"),
          Map.entry("\"$JAVA_HOME/bin/java\"", "the IT of the example"),
          Map.entry("OTEL_SERVICE_NAME=orders \"$JAVA_HOME/bin/java\"", "the IT of the example"),
          Map.entry("for m in", "at a release, by hand"),
          Map.entry("cp \"$m/target/$(basename \"$m\")-0.1.0.jar\"", "at a release, by hand"),
          Map.entry("done", "at a release, by hand"),
          Map.entry("curl -s", "HostileValuesTest and the tests of the pages"),
          Map.entry("curl -i", "HostileValuesTest and the tests of the pages"),
          Map.entry("amtool silence add", "AmtoolIT"),
          Map.entry("cd", "the folder of the next command"),
          Map.entry("mkdir plugins", "TutorialIT"),
          Map.entry("cp target/acme-1.0.0.jar", "TutorialIT"),
          Map.entry("chmod -R go-w plugins", "TutorialIT"),
          Map.entry("java Receiver.java", "TutorialIT"),
          Map.entry("kill", "TutorialIT"),
          Map.entry("grep -o", "TutorialIT"),
          Map.entry("/opt/shop/bin/shop", "LinkApplicationIT, with another folder"),
          Map.entry("docker compose", "needs a Docker engine; ComposeIT validates the file"),
          Map.entry("docker build", "needs a Docker engine; ComposeIT validates the file"),
          Map.entry("kubectl kustomize", "KubernetesIT"),
          Map.entry("kubectl create", "needs a cluster"),
          Map.entry("kubectl -n obs create", "needs a cluster"),
          Map.entry("kubectl apply", "needs a cluster; KubernetesIT validates the manifests"),
          Map.entry("promtool check rules", "PromtoolIT"),
          Map.entry("promtool test rules", "PromtoolIT"),
          Map.entry("amtool check-config", "AmtoolIT"),
          Map.entry("amtool config routes test", "AmtoolIT"),
          Map.entry("amtool --alertmanager.url=http://localhost:9093", "needs the running stack"));

  @TempDir Path folder;

  /// The plugin of the tutorial.
  private static final class AcmeSink implements TraceSink {
    @Override
    public String type() {
      return "acme";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(Setting.uri("endpoint"));
    }

    @Override
    public Exporter<SpanData> open(ExtensionContext context) {
      return batch -> ExportResult.delivered();
    }
  }

  static Stream<Snippet> configurations() throws IOException {
    return Snippet.all("yaml").filter(each -> each.text().matches("(?s)(telemetry|health):.*"));
  }

  /// Returns the blocks that are a whole file; others show a part.
  static Stream<Snippet> javaFiles() throws IOException {
    return Snippet.all("java").filter(each -> each.text().startsWith("import "));
  }

  /// Returns the other blocks: statements or types without their imports.
  static Stream<Snippet> javaParts() throws IOException {
    return Snippet.all("java").filter(each -> !each.text().startsWith("import "));
  }

  static Stream<Snippet> xml() throws IOException {
    return Snippet.all("xml");
  }

  /// Returns the first lines of commands that do not run Obs.
  static Stream<String> otherCommands() throws IOException {
    return Snippet.all("sh")
        .flatMap(each -> each.text().replaceAll("\\\\\n", " ").lines())
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .filter(line -> !COMMAND.matcher(line).lookingAt())
        .map(String::strip)
        .distinct();
  }

  static Stream<String> commands() throws IOException {
    return Snippet.all("sh")
        .flatMap(each -> each.text().lines())
        .map(COMMAND::matcher)
        .filter(Matcher::lookingAt)
        .map(command -> command.group(1).strip())
        .distinct();
  }

  @Test
  void somethingOfEachSortIsFound() throws IOException {
    assertTrue(configurations().count() > 5);
    assertTrue(javaFiles().count() > 1);
    assertTrue(commands().count() > 10);
    assertTrue(javaParts().count() > 5);
    assertTrue(xml().count() > 1);
  }

  @Test
  void everyBlockIsBetweenFencesSoThatItIsChecked() throws IOException {
    assertEquals(List.of(), Snippet.all(Snippet.INDENTED).toList());
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aConfigurationLoads(Snippet snippet) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), snippet.text());
    List<Extension> extensions = new ArrayList<>(InstalledExtensions.extensions());
    extensions.add(new AcmeSink());

    try {
      ConfigurationLoader.loadForElsewhere(
          Optional.of(file), Map.of(), DiscoveredExtensions.of(extensions));
    } catch (ConfigurationException wrong) {
      throw new AssertionError(snippet + " does not load: " + wrong.problems(), wrong);
    }
  }

  @ParameterizedTest
  @MethodSource("javaFiles")
  void aJavaFileCompiles(Snippet snippet) throws IOException {
    Matcher type = Pattern.compile("(?m)^public .*?class (\\w+)").matcher(snippet.text());
    assertTrue(type.find(), () -> snippet + " has no public class");
    Path file = Files.writeString(folder.resolve(type.group(1) + ".java"), snippet.text());

    assertEquals(List.of(), errors(file), snippet::toString);
  }

  @ParameterizedTest
  @MethodSource("javaParts")
  void aPartOfAJavaFileCompilesInItsContext(Snippet snippet) throws IOException {
    Optional<String> context = JavaParts.context(snippet);
    if (context.isPresent()) {
      Path file = Files.writeString(folder.resolve(JavaParts.FILE), context.get());
      assertEquals(List.of(), errors(file), snippet::toString);
    }
  }

  /// A fragment with several elements is parsed as the content of one.
  @ParameterizedTest
  @MethodSource("xml")
  void anXmlBlockIsWellFormed(Snippet snippet) throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<block>" + snippet.text() + "</block>")));
  }

  /// A command of another program is run by a test, or is here with the reason why it is not.
  @ParameterizedTest
  @MethodSource("otherCommands")
  void anotherProgramIsKnown(String command) {
    assertTrue(
        OTHER_PROGRAMS.keySet().stream().anyMatch(start -> (command + " ").startsWith(start + " ")),
        () -> "neither run by a test nor listed: " + command);
  }

  private List<String> errors(Path file) throws IOException {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      List<String> options =
          List.of(
              "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
      compiler.getTask(null, files, found, options, null, files.getJavaFileObjects(file)).call();
    }
    return found.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(each -> each.getLineNumber() + ": " + each.getMessage(null))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandHasTheseOptions(String arguments) {
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" +");
    new CommandLine(new Main()).parseArgs(words);
  }
}
