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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// The blocks of code in README and docs: configurations must load, Java files must compile,
/// commands must exist.
class SnippetsTest {
  private static final Pattern COMMAND =
      Pattern.compile("(?:\\./|image/bin/)?obs((?: [^#&>|;\\n]*)?)");

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
