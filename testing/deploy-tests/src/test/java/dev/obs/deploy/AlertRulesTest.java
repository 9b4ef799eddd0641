package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.deploy.AlertRules.Alert;
import dev.obs.deploy.AlertRules.Case;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

  @Test
  void everyAlertSaysHowSevereItIsAndWhatItMeans() throws Exception {
    List<Alert> alerts = AlertRules.alerts();
    assertFalse(alerts.isEmpty());
    for (Alert alert : alerts) {
      assertTrue(alert.name().matches("Obs([A-Z][a-z]+)+"), alert.name());
      assertTrue(
          Set.of("critical", "warning", "info").contains(alert.labels().get("severity")),
          () -> alert.name() + " has the severity " + alert.labels().get("severity"));
      assertEquals(
          Set.of("summary", "description", "runbook_url"),
          alert.annotations().keySet(),
          alert.name());
    }
  }

  /// An alert's own labels are added after its texts are rendered: there they would be empty.
  @Test
  void noTextAsksForALabelThatTheRuleItselfAdds() throws Exception {
    for (Alert alert : AlertRules.alerts()) {
      for (String label : alert.labels().keySet()) {
        alert
            .annotations()
            .values()
            .forEach(text ->
                assertFalse(text.contains("$labels." + label), () -> alert.name() + ": " + text));
      }
    }
  }

  @Test
  void everyRuleIsTestedFiringAndEveryAlertNotFiring() throws Exception {
    List<Case> cases = AlertRules.cases();
    for (Alert alert : AlertRules.alerts()) {
      assertTrue(
          cases.stream()
              .filter(test -> test.alert().equals(alert.name()))
              .flatMap(test -> test.firing().stream())
              .anyMatch(labels -> labels.entrySet().containsAll(alert.labels().entrySet())),
          () -> "no case in which " + alert.name() + " fires with " + alert.labels());
      assertTrue(
          cases.stream()
              .anyMatch(test -> test.alert().equals(alert.name()) && test.firing().isEmpty()),
          () -> "no case in which " + alert.name() + " does not fire");
    }
  }
}
