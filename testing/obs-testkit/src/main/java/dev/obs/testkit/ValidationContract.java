package dev.obs.testkit;

import dev.obs.model.SafeText;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.testkit.Call.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract of [Extension#validate]: it opens and changes nothing, and refuses the settings
/// that open refuses.
abstract class ValidationContract extends ExtensionContract {
  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path folder;

  /// Returns settings with which the extension opens, as in the configuration.
  abstract Map<String, String> validSettings();

  /// Opens a new extension.
  ///
  /// @return the close of it
  abstract AutoCloseable opening(ExtensionContext context) throws Exception;

  @Test
  void validatesWithoutOpeningAnything() {
    Threads before = Threads.now();
    assertAccepted(validSettings());
    before.assertNoneLeft(Rule.VALIDATE, "validate");
  }

  @Test
  void validatesAsItOpens() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "neither a folder nor a certificate\n");
    for (Setting<?> setting : extension().settings()) {
      for (String odd : OddValues.of(setting, file)) {
        Map<String, String> settings = new HashMap<>(validSettings());
        settings.put(setting.name(), odd);
        List<Path> before = files(folder);
        Outcome<Boolean> validated = validated(settings);
        if (!files(folder).equals(before)) {
          throw Rule.VALIDATE.broken(
              "validate changed the files " + before + " to " + files(folder),
              "make files and folders in open");
        }
        assertSame(setting.name() + " " + Values.show(odd), validated, opened(settings));
      }
    }
  }

  /// Validates settings that must be accepted.
  final void assertAccepted(Map<String, String> settings) {
    Outcome<Boolean> outcome = validated(settings);
    if (outcome.thrown() != null) {
      throw Rule.VALIDATE.broken(
          "validate threw " + SafeText.of(outcome.thrown()) + " for settings that open accepts",
          "refuse only unusable settings; connect and bind in open",
          outcome.thrown());
    }
  }

  private Outcome<Boolean> validated(Map<String, String> settings) {
    Extension extension = extension();
    Settings values = new PlainSettings(TestContext.of(extension, settings));
    Outcome<Boolean> outcome =
        Call.start(
                () -> {
                  extension.validate(values);
                  return true;
                })
            .await(QUICKLY, Rule.VALIDATE, "validate");
    if (outcome.thrown() != null && !(outcome.thrown() instanceof SettingException)) {
      throw Rule.VALIDATE.broken(
          "validate threw " + SafeText.of(outcome.thrown()),
          "throw nothing but a SettingException",
          outcome.thrown());
    }
    return outcome;
  }

  private Outcome<Boolean> opened(Map<String, String> settings) {
    TestContext context = TestContext.of(extension(), settings);
    return Call.start(
            () -> {
              opening(context).close();
              return true;
            })
        .await(Rule.OPEN, "open and close");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  /// Other exceptions of open are of no concern here, nor are those of close.
  private static void assertSame(String what, Outcome<Boolean> validated, Outcome<Boolean> opened) {
    Optional<SettingException> refused = refusal(validated);
    Optional<SettingException> unusable = refusal(opened);
    if (refused.isEmpty() && unusable.isPresent()) {
      throw Rule.VALIDATE.broken(
          "validate accepted the setting "
              + what
              + ", and open refused it: "
              + SafeText.of(unusable.get()),
          "check it in validate, too",
          unusable.get());
    }
    if (refused.isPresent() && opened.thrown() == null) {
      throw Rule.VALIDATE.broken(
          "validate refused the setting "
              + what
              + ", and open accepted it: "
              + SafeText.of(refused.get()),
          "use the same check in both",
          refused.get());
    }
    if (refused.isPresent()
        && unusable.isPresent()
        && !refused.get().setting().name().equals(unusable.get().setting().name())) {
      throw Rule.VALIDATE.broken(
          "with the setting "
              + what
              + " validate refused "
              + refused.get().setting()
              + ", and open "
              + unusable.get().setting(),
          "use the same check in both",
          unusable.get());
    }
  }

  private static Optional<SettingException> refusal(Outcome<Boolean> outcome) {
    return outcome.thrown() instanceof SettingException refused
        ? Optional.of(refused)
        : Optional.empty();
  }

  /// The settings without the context that only open gets.
  private record PlainSettings(TestContext context) implements Settings {
    @Override
    public <T> Optional<T> find(Setting<T> setting) {
      return context.find(setting);
    }
  }
}
