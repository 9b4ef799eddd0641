package dev.obs.health.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.testkit.TestContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The settings that are refused without opening anything.
class HealthValidationTest {
  private final TestContext context = new TestContext();

  private static Settings page(String path, String type) {
    return new TestContext().with(HealthSettings.PATH, path).with(HealthSettings.TYPE, type);
  }

  private void assertRefused(Setting<?> setting, String message) {
    SettingException refused =
        assertThrows(SettingException.class, () -> new HealthEndpoint().validate(context));
    assertSame(setting, refused.setting());
    assertEquals(message, refused.getMessage());
  }

  @Test
  void twoPagesWithOnePath() {
    context.with(HealthSettings.ENDPOINTS, List.of(page("/a", "liveness"), page("/a", "metrics")));

    assertRefused(HealthSettings.ENDPOINTS, "path /a is a duplicate; remove one of them");
  }

  @Test
  void aHostOfAnotherMachine() {
    context.with(HealthSettings.LISTENER.host(), "192.0.2.1");

    assertRefused(
        HealthSettings.LISTENER.host(),
        "host 192.0.2.1 is not an address of this machine; set health.host to one of this machine,"
            + " such as 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "0.0.0.0", "localhost", "::1"})
  void aHostOfThisMachineIsAcceptedAndNoPortIsTried(String host) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      context
          .with(HealthSettings.LISTENER.host(), host)
          .with(HealthSettings.LISTENER.port(), taken.getLocalPort());
      new HealthEndpoint().validate(context);
    }
  }
}
