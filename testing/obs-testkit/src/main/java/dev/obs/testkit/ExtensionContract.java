package dev.obs.testkit;

import dev.obs.model.SafeText;
import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import dev.obs.testkit.Call.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract of an extension of any kind. The contracts form a chain with one topic each; a
/// third party extends the public classes at its end.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class ExtensionContract {
  /// The limit for "quickly" and "within a second", with a second's margin for a busy machine.
  static final Duration QUICKLY = Duration.ofSeconds(2);

  /// Creates an extension.
  abstract Extension extension();

  @Test
  void hasAValidType() {
    String type = extension().type();
    if (type == null || !type.matches("[a-z][a-z0-9-]*")) {
      throw Rule.TYPE.broken("the type is " + Values.show(type), "rename it");
    }
  }

  @Test
  void declaresEachSettingOnceWithItsMeaning() {
    Set<String> names = new HashSet<>();
    List<Setting<?>> settings = extension().settings();
    for (Setting<?> setting : settings) {
      if (!names.add(setting.name())) {
        throw Rule.SETTINGS.broken(
            "the setting " + setting + " is declared twice", "rename one of them");
      }
      if (!setting.name().matches("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*")) {
        throw Rule.SETTINGS.broken(
            "the setting " + Values.show(setting.name()) + " has no usable name",
            "use lower-case letters, digits and '_', and '.' between levels");
      }
      if (setting.description().isBlank()) {
        throw Rule.SETTINGS.broken(
            "the setting " + setting + " has no description", "add describe(...)");
      }
    }
    if (!settings.equals(extension().settings())) {
      throw Rule.SETTINGS.broken(
          "two instances declare different settings", "keep the settings in constants");
    }
  }

  @Test
  void hasDefaultsThatCouldBeConfigured() {
    for (Setting<?> setting : extension().settings()) {
      if (setting.shape() == Setting.Shape.SCALAR) {
        setting.fallback().ifPresent(value -> assertReadable(setting, value));
      }
    }
  }

  @Test
  void isCreatedAnewWithoutDoingAnything() {
    Threads before = Threads.now();
    Extension one = extension();
    Extension another = extension();
    if (isSame(one, another)) {
      throw Rule.CONSTRUCTOR.broken(
          "the method that makes the extension returned the same one twice",
          "return new ... in the test, as ServiceLoader does");
    }
    before.assertNoneLeft(Rule.CONSTRUCTOR, "creating the extension");
  }

  /// Returns the result of open.
  ///
  /// @param part it, with its article
  /// @param remedy the remedy for an exception
  static <V> V opened(Outcome<V> outcome, String part, String remedy) {
    V value = outcome.value();
    if (value != null) {
      return value;
    }
    throw outcome.thrown() == null
        ? Rule.OPEN.broken("open returned null", "return " + part)
        : Rule.OPEN.broken("open threw " + SafeText.of(outcome.thrown()), remedy, outcome.thrown());
  }

  /// Closes in time what must not throw.
  static void closeQuickly(AutoCloseable part) {
    Outcome<Boolean> outcome = Call.start(() -> closed(part)).await(QUICKLY, Rule.CLOSE, "close()");
    if (outcome.thrown() != null) {
      throw Rule.CLOSE.broken(
          "close() threw " + SafeText.of(outcome.thrown()),
          "release everything without throwing",
          outcome.thrown());
    }
  }

  /// Closes at the end of a test, with the limit of all calls.
  static void closeAfterTest(AutoCloseable part) {
    Outcome<Boolean> unused = Call.start(() -> closed(part)).await(Rule.CLOSE, "close()");
  }

  static boolean closed(AutoCloseable part) throws Exception {
    part.close();
    return true;
  }

  /// Compares by identity, because records may be equal.
  static boolean isSame(Object one, Object other) {
    IdentityHashMap<Object, Object> both = new IdentityHashMap<>();
    both.put(one, one);
    return both.containsKey(other);
  }

  private static void assertReadable(Setting<?> setting, Object fallback) {
    @SuppressWarnings("unchecked") // a scalar setting shows values of its own type
    Function<Object, String> show = (Function<Object, String>) setting.scalar().show();
    String text = show.apply(fallback);
    try {
      Object unused = setting.scalar().read().apply(text);
    } catch (RuntimeException unfit) {
      throw Rule.SETTINGS.broken(
          "the default of " + setting + ", " + text + ", is not " + setting.scalar().expected(),
          "give a default within the range",
          unfit);
    }
  }
}
