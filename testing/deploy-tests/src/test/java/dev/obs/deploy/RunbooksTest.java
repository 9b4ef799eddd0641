package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.deploy.AlertRules.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunbooksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+\\.md)");

  @Test
  void everyAlertHasAPageThatNamesIt() throws Exception {
    for (Alert alert : AlertRules.alerts()) {
      assertTrue(
          Runbooks.text(alert.runbook()).contains(alert.name()),
          () -> alert.runbook() + " does not name " + alert.name());
    }
  }

  @Test
  void everyPageIsOfAnAlertAndInTheIndex() throws Exception {
    Set<String> linked =
        AlertRules.alerts().stream()
            .map(Alert::runbook)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(linked, Runbooks.pages());
    assertEquals(linked, links(Runbooks.INDEX));
  }

  @Test
  void everyPageHasTheSameParts() throws Exception {
    for (String page : Runbooks.pages()) {
      assertEquals(
          "What it means, What users notice, What to look at, Likely causes, What to do, Silence",
          Runbooks.text(page)
              .lines()
              .filter(line -> line.startsWith("## "))
              .map(line -> line.substring(3))
              .collect(Collectors.joining(", ")),
          page);
    }
  }

  @Test
  void noLinkBetweenPagesIsDead() throws Exception {
    for (String page : Runbooks.pages()) {
      for (String link : links(Runbooks.FOLDER.resolve(page))) {
        assertTrue(Files.exists(Runbooks.FOLDER.resolve(link)), () -> page + " links to " + link);
      }
    }
  }

  @Test
  void theDocumentationListsEveryAlertWithItsPage() throws Exception {
    String table = Files.readString(Path.of("..", "..", "docs", "alerting.md"));
    for (Alert alert : AlertRules.alerts()) {
      assertTrue(
          table
              .lines()
              .anyMatch(line ->
                  line.startsWith("| `" + alert.name() + "` |")
                      && line.contains(alert.labels().get("severity"))
                      && line.contains("runbooks/" + alert.runbook() + ")")),
          () -> alert.name() + ", " + alert.labels() + ", " + alert.runbook());
    }
  }

  private static Set<String> links(Path page) throws IOException {
    Matcher matcher = LINK.matcher(Files.readString(page));
    return matcher.results().map(link -> link.group(1)).collect(Collectors.toSet());
  }
}
