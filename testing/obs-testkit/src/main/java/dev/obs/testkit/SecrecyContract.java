package dev.obs.testkit;

import dev.obs.model.SafeText;
import dev.obs.model.Secret;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.testkit.Call.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// The contract of secrets, which must stay secret whatever fails.
abstract class SecrecyContract<T> extends EndContract<T> {
  /// A text that occurs nowhere else.
  static final String MARKER = "s3cr3t-marker-7f3a";

  private static final List<Fault> FAULTS =
      List.of(
          Fault.DOWN,
          Fault.RESET,
          Fault.GARBAGE,
          Fault.UNAVAILABLE,
          Fault.BAD_REQUEST,
          Fault.TOO_LARGE,
          Fault.UNAUTHORIZED);

  @Test
  void showsNoSecretOfItsSettings() throws Exception {
    for (Setting<?> setting : extension().settings()) {
      if (isSecret(setting)) {
        String text = setting.shape() == Setting.Shape.MAP ? "x-token=" + MARKER : MARKER;
        assertKept(setting.name(), Map.of(setting.name(), text));
      }
    }
  }

  @Test
  void showsNoPasswordOfAUrl() throws Exception {
    for (Map.Entry<String, String> setting : theBackend().settings().entrySet()) {
      if (setting.getValue().startsWith("http://")) {
        String url = setting.getValue().replace("http://", "http://user:" + MARKER + "@");
        assertKept(setting.getKey(), Map.of(setting.getKey(), url));
      }
    }
  }

  private void assertKept(String setting, Map<String, String> secret) throws Exception {
    Map<String, String> settings = new HashMap<>(theBackend().settings());
    settings.putAll(secret);
    TestContext context = TestContext.of(extension(), settings);
    Exporter<T> exporter;
    try {
      exporter = opened(context);
    } catch (TestAbortedException skipped) {
      throw skipped;
    } catch (AssertionError unusable) {
      if (unusable.getCause() instanceof SettingException explained) {
        assertKept(setting, "the message of its SettingException", List.of("" + explained));
        return;
      }
      throw unusable;
    }
    Set<Fault> possible = theBackend().faults();
    for (Fault fault : FAULTS) {
      if (possible.contains(fault)) {
        theBackend().become(fault);
        Outcome<ExportResult> outcome = export(exporter, records("secret-", 2));
        assertKept(setting, "the answer while the backend is " + fault, Answers.reasons(outcome));
        assertKept(setting, "an exception", texts(outcome.thrown()));
      }
    }
    recover();
    Outcome<ExportResult> unused = export(exporter, records("secret-", 2));
    close(exporter);
    assertKept(
        setting,
        "a log line",
        context.logger().records().stream()
            .flatMap(line -> Stream.concat(Stream.of(line.text()), texts(line.thrown()).stream()))
            .toList());
    assertKept(setting, "toString() of the exporter", List.of(exporter.toString()));
  }

  private static void assertKept(String setting, String where, List<String> texts) {
    for (String text : texts) {
      if (text.contains(MARKER)) {
        throw Rule.SECRET.broken(
            "the secret in the setting "
                + setting
                + " is shown by "
                + where
                + ": "
                + Values.show(text.replace(MARKER, "<secret>")),
            "never repeat settings or a server's message about credentials");
      }
    }
  }

  private static boolean isSecret(Setting<?> setting) {
    try {
      return setting.scalar().read().apply("x") instanceof Secret;
    } catch (RuntimeException noText) {
      return false;
    }
  }

  private static List<String> texts(@Nullable Throwable thrown) {
    return thrown == null ? List.of() : List.of(SafeText.stackTrace(thrown));
  }
}
