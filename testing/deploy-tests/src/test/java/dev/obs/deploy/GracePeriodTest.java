package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// A container is killed only after Obs has closed: the drain and the deadline have defaults of 10
/// s and 5 s.
class GracePeriodTest {
  private static final int LONGEST_STOP = 15;

  @Test
  void kubernetesWaitsLongerThanTheStopTakes() throws IOException {
    Object seconds =
        Yaml.read(Deployment.FILES.resolve("kubernetes/base/deployment.yaml"))
            .at("spec.template.spec.terminationGracePeriodSeconds")
            .value();
    assertTrue(seconds instanceof Integer period && period > LONGEST_STOP, () -> "" + seconds);
  }

  @Test
  void composeWaitsLongerThanTheStopTakes() throws IOException {
    Object period =
        Yaml.read(Deployment.FILES.resolve("compose.yml"))
            .at("services.obs-demo.stop_grace_period")
            .value();
    assertTrue(
        period instanceof String text
            && text.endsWith("s")
            && Integer.parseInt(text.substring(0, text.length() - 1)) > LONGEST_STOP,
        () -> "" + period);
  }
}
