package dev.obs.testkit;

import dev.obs.model.SafeText;
import dev.obs.spi.Endpoint;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.SettingException;
import dev.obs.testkit.Call.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The contract of every [Endpoint], as JUnit tests. Extend it in a test class:
///
/// ```java
/// class AdminConformanceTest extends EndpointConformance {
///
///   @Override
///   protected Endpoint endpoint() {
///     return new AdminEndpoint();
///   }
/// }
/// ```
public abstract class EndpointConformance extends ValidationContract {
  private static final int CONNECT_MILLIS = 2_000;

  private final List<Endpoint.Listener> listeners = new ArrayList<>();

  /// Creates the test class.
  protected EndpointConformance() {}

  /// Creates an endpoint, with the constructor that [java.util.ServiceLoader] uses.
  protected abstract Endpoint endpoint();

  /// Returns its settings, as in the configuration; by default `port` to `0`, so that the system
  /// chooses a free one.
  protected Map<String, String> settings() {
    return Map.of("port", "0");
  }

  @Override
  final Extension extension() {
    return endpoint();
  }

  @Override
  final Map<String, String> validSettings() {
    return settings();
  }

  @Override
  final AutoCloseable opening(ExtensionContext context) throws Exception {
    return endpoint().open(context, new StillKernel());
  }

  @AfterEach
  void closeAll() {
    listeners.forEach(ExtensionContract::closeAfterTest);
  }

  @Test
  void servesWhereItSays() throws IOException {
    for (URI address : addresses(opened(settings()))) {
      connect(address).close();
    }
  }

  @Test
  void bindsAPortOfTheSystemsChoice() {
    URI one = addresses(opened(settings())).getFirst();
    URI other = addresses(opened(settings())).getFirst();
    if (one.getPort() <= 0 || one.getPort() == other.getPort()) {
      throw Rule.SERVE.broken(
          "two endpoints with port 0 say that they serve at " + one + " and " + other,
          "return the address that was bound");
    }
  }

  @Test
  void namesTheSettingOfAPortThatIsTaken() {
    Assumptions.assumeTrue(settings().containsKey("port"), "not tested: it has no setting port");
    Map<String, String> same = takingThePort();
    Outcome<Endpoint.Listener> outcome = open(same);
    if (outcome.value() != null) {
      listeners.add(outcome.value());
    }
    if (!(outcome.thrown() instanceof SettingException explained)
        || !explained.setting().name().equals("port")) {
      throw Rule.SERVE.broken(
          "with a port that is taken open "
              + (outcome.thrown() == null ? "succeeded" : "threw " + SafeText.of(outcome.thrown())),
          "throw a SettingException for the port with the fix");
    }
  }

  @Test
  void validatesWithoutBinding() {
    Assumptions.assumeTrue(settings().containsKey("port"), "not tested: it has no setting port");
    assertAccepted(takingThePort());
  }

  /// Returns the settings with a port that is taken.
  private Map<String, String> takingThePort() {
    URI taken = addresses(opened(settings())).getFirst();
    Map<String, String> same = new HashMap<>(settings());
    same.put("port", Integer.toString(taken.getPort()));
    return same;
  }

  @Test
  void servesOthersWhileAClientSaysNothing() throws IOException {
    URI address = addresses(opened(settings())).getFirst();
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        silent.add(connect(address));
      }
      connect(address).close();
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void closesWithinASecondAndLetsGoOfItsPort() throws IOException {
    Endpoint.Listener one = opened(settings());
    URI address = addresses(one).getFirst();
    Socket client = connect(address);
    try (client) {
      close(one);
    }
    try {
      connect(address).close();
      throw Rule.SERVE.broken(
          "after close() " + address + " still takes connections", "close the listening socket");
    } catch (IOException gone) {
      // the expected result
    }
  }

  @Test
  void closesTwice() {
    Endpoint.Listener one = opened(settings());
    close(one);
    close(one);
  }

  @Test
  void leavesNoThread() throws IOException {
    Threads before = Threads.now();
    Endpoint.Listener one = opened(settings());
    connect(addresses(one).getFirst()).close();
    close(one);
    before.assertNoneLeft(Rule.THREADS, "the endpoint");
  }

  private Endpoint.Listener opened(Map<String, String> settings) {
    Endpoint.Listener one = opened(open(settings), "the bound listener", "see the cause");
    listeners.add(one);
    return one;
  }

  private Outcome<Endpoint.Listener> open(Map<String, String> settings) {
    Endpoint extension = endpoint();
    TestContext context = TestContext.of(extension, settings);
    return Call.start(() -> extension.open(context, new StillKernel()))
        .await(QUICKLY, Rule.OPEN, "open");
  }

  private void close(Endpoint.Listener one) {
    listeners.remove(one);
    closeQuickly(one);
  }

  private static List<URI> addresses(Endpoint.Listener one) {
    if (one.addresses().isEmpty()) {
      throw Rule.SERVE.broken("it names no address", "return the bound address from addresses()");
    }
    return one.addresses();
  }

  private static Socket connect(URI address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }
}
