package dev.obs.testkit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// A run of the kit on a plugin, as in a third party's build.
///
/// @param passed the number of passed tests
/// @param failures the messages of failed tests by test
record KitRun(int passed, Map<String, String> failures) {

  static KitRun all(Class<?> tests) {
    return of(DiscoverySelectors.selectClass(tests));
  }

  static KitRun one(Class<?> tests, String name) {
    return of(DiscoverySelectors.selectMethod(tests, name));
  }

  private static KitRun of(DiscoverySelector selector) {
    Map<String, TestExecutionResult> results = new ConcurrentHashMap<>();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selector).build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() == Status.FAILED) {
                  results.put(test.getDisplayName().replace("()", ""), result);
                }
              }
            });
    Map<String, String> failures = new TreeMap<>();
    int passed = 0;
    for (Map.Entry<String, TestExecutionResult> result : results.entrySet()) {
      switch (result.getValue().getStatus()) {
        case SUCCESSFUL -> passed++;
        case FAILED ->
            failures.put(result.getKey(), result.getValue().getThrowable().orElseThrow() + "");
        case ABORTED -> {}
      }
    }
    return new KitRun(passed, failures);
  }
}
