package dev.obs.testkit;

import dev.obs.model.HealthStatus;
import dev.obs.model.SafeText;
import dev.obs.spi.Check;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.HealthCheck;
import dev.obs.testkit.Call.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The contract of every [HealthCheck], as JUnit tests. Extend it in a test class:
///
/// ```java
/// class QueueConformanceTest extends HealthCheckConformance {
///
///   @Override
///   protected HealthCheck check() {
///     return new QueueCheck();
///   }
///
///   @Override
///   protected Map<String, String> failing() {
///     return Map.of("endpoint", "http://localhost:1");
///   }
/// }
/// ```
public abstract class HealthCheckConformance extends ValidationContract {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int LONGEST_DETAIL = 200;
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "\\w(Exception|Error)\\b|\\tat |\\.java:\\d|^(java|javax|sun|com|org|io)\\.\\w+\\.");

  /// Creates the test class.
  protected HealthCheckConformance() {}

  /// Creates a check, with the constructor that [java.util.ServiceLoader] uses.
  protected abstract HealthCheck check();

  /// Returns valid settings, as in the configuration; by default none.
  protected Map<String, String> settings() {
    return Map.of();
  }

  /// Returns settings with which it is down, such as an address without a listener; by default
  /// none, and the state down is not tested.
  protected Map<String, String> failing() {
    return Map.of();
  }

  @Override
  final Extension extension() {
    return check();
  }

  @Override
  final Map<String, String> validSettings() {
    return settings();
  }

  @Override
  final AutoCloseable opening(ExtensionContext context) throws Exception {
    Check unused = check().open(context);
    return () -> {}; // a check has no close
  }

  @Test
  void hasANameAndAKind() {
    HealthCheck check = check();
    if (check.name() == null || !check.name().matches("[a-z][a-z0-9_.-]*")) {
      throw Rule.CHECK.broken(
          "its name is " + Values.show(check.name()),
          "use lower-case letters, digits, '_' and '-'");
    }
    if (check.kind() == null) {
      throw Rule.CHECK.broken("its kind is null", "return one of HealthKind");
    }
  }

  @Test
  void opensQuickly() {
    Check unused = opened(settings());
  }

  @Test
  void answersInTimeAgainAndAgain() {
    Check check = opened(settings());
    for (int i = 0; i < 50; i++) {
      HealthStatus unused = asked(check);
    }
  }

  @Test
  void opensTwiceIndependently() {
    Check one = opened(settings());
    Check other = opened(settings());
    boolean up = asked(one).up();
    if (asked(other).up() != up && asked(one).up() == up) {
      throw Rule.INDEPENDENT.broken(
          "two checks with the same settings disagree", "keep no state in the extension itself");
    }
  }

  @Test
  void answersAgainAfterAnInterrupt() {
    Check check = opened(settings());
    Outcome<HealthStatus> interrupted =
        Call.startInterrupted(check::check)
            .await(ANSWER, Rule.CHECK, "check() on an interrupted thread");
    if (interrupted.thrown() instanceof Error error) {
      throw Rule.CHECK.broken(
          "interrupted, check() threw " + error, "throw an exception, not an error", error);
    }
    HealthStatus unused = asked(check);
  }

  @Test
  void givesDetailsThatMayBeShown() {
    assertShowable(asked(opened(settings())));
  }

  @Test
  void isDownWhenWhatItWatchesIs() {
    Outcome<HealthStatus> outcome = askedFailing();
    if (outcome.value() != null && outcome.value().up()) {
      throw Rule.CHECK.broken(
          "with the failing settings the check is up: " + outcome.value(), "answer down, or throw");
    }
  }

  @Test
  void givesNoExceptionAwayWhenItIsDown() {
    Outcome<HealthStatus> outcome = askedFailing();
    if (outcome.value() != null) {
      assertShowable(outcome.value());
    }
  }

  @Test
  void leavesNoThread() {
    Threads before = Threads.now();
    Check check = opened(settings());
    HealthStatus unused = asked(check);
    before.assertNoneLeft(Rule.THREADS, "the check");
  }

  private Outcome<HealthStatus> askedFailing() {
    Assumptions.assumeFalse(
        failing().isEmpty(), "not tested: failing() names no settings with which it is down");
    Check check = opened(failing());
    return Call.start(check::check).await(ANSWER, Rule.CHECK, "check()");
  }

  private Check opened(Map<String, String> settings) {
    HealthCheck extension = check();
    TestContext context = TestContext.of(extension, new HashMap<>(settings));
    Outcome<Check> outcome =
        Call.start(() -> extension.open(context)).await(QUICKLY, Rule.OPEN, "open");
    return opened(outcome, "a check", "look at things in check()");
  }

  private static HealthStatus asked(Check check) {
    Outcome<HealthStatus> outcome = Call.start(check::check).await(ANSWER, Rule.CHECK, "check()");
    HealthStatus status = outcome.value();
    if (status == null) {
      throw outcome.thrown() == null
          ? Rule.CHECK.broken("check() returned null", "return a HealthStatus")
          : Rule.CHECK.broken(
              "check() threw " + SafeText.of(outcome.thrown()) + " though all is well",
              "let settings() name settings with which it can be asked",
              outcome.thrown());
    }
    return status;
  }

  private static void assertShowable(HealthStatus status) {
    for (Map.Entry<String, String> detail : status.details().entrySet()) {
      String text = detail.getValue();
      Set<String> faults = new TreeSet<>();
      if (EXCEPTION.matcher(text).find()) {
        faults.add("looks like the text of an exception");
      }
      if (text.length() > LONGEST_DETAIL) {
        faults.add("is longer than " + LONGEST_DETAIL + " characters");
      }
      if (text.chars().anyMatch(c -> c < ' ')) {
        faults.add("has control characters");
      }
      if (!faults.isEmpty()) {
        throw Rule.DETAILS.broken(
            "the detail "
                + detail.getKey()
                + " "
                + String.join(", ", faults)
                + ": "
                + Values.show(text),
            "give figures; log the exception, or throw it, and the kernel logs it");
      }
    }
  }
}
