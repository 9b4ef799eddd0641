package dev.obs.http.listener;

import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The keys of the section of an extension that listens.
///
/// ```java
/// static final ListenerSettings LISTENER =
///     ListenerSettings.of("health", Setting.port("port").orElse(8080).describe("port of the pages"));
/// static final List<Setting<?>> ALL = LISTENER.with(ENDPOINTS);
/// ```
public final class ListenerSettings {
  private static final Pattern PATH = Pattern.compile("/[\\w.~!$&'()*+,;=:@/-]*");

  private final String section;
  private final Setting<Integer> port;
  private final Setting<String> host;

  private final Setting<List<String>> allowedHosts =
      Setting.list(Setting.text("allowed_hosts"))
          .orElse(List.of())
          .describe(
              "additional host names to serve; * for all, *.example.com for the subdomains of a"
                  + " name");

  private final Setting<Integer> maxConnections =
      Setting.integer("max_connections", 1, 65_536)
          .orElse(Limits.CONNECTIONS)
          .describe(
              "connections at a time, at most a quarter of the process's limit of open files");

  private final Setting<Integer> maxConnectionsPerClient =
      Setting.integer("max_connections_per_client", 1, 65_536)
          .orElse(Limits.CONNECTIONS_PER_CLIENT)
          .describe("connections at a time of one address; behind a proxy all clients share one");

  private final Setting<Long> maxAnswerMemory =
      Setting.size("max_answer_memory", 1 << 10, 1L << 40)
          .describe(
              "size of all responses not received by clients yet; if absent 1/16 of the heap, at"
                  + " most 16MB");

  private ListenerSettings(String section, Setting<Integer> port, Setting<String> host) {
    this.section = section;
    this.port = port;
    this.host = host;
  }

  /// Declares the keys of a section, with the extension's own port.
  ///
  /// @param section the section for messages, such as `telemetry.prometheus`
  /// @param environment the variables that set the host
  public static ListenerSettings of(String section, Setting<Integer> port, String... environment) {
    Setting<String> host =
        Setting.text("host")
            .orElse("127.0.0.1")
            .environment(environment)
            .describe("address to listen on; 0.0.0.0 for all of this machine");
    return new ListenerSettings(section, port.listensOn(host), host);
  }

  /// Declares the path of a page, of characters that need no escapes in a URI, because the decoded
  /// path of a request is compared.
  ///
  /// @param example a path for messages, such as `/metrics`
  public static Setting<String> path(String name, String example) {
    return Setting.scalar(
        name,
        new Scalar<>(
            "a path that starts with /, such as " + example,
            text -> {
              if (!PATH.matcher(text).matches()) {
                throw new IllegalArgumentException();
              }
              return text;
            },
            text -> text));
  }

  /// Returns all keys, the extension's own ones after port and host.
  public List<Setting<?>> with(Setting<?>... own) {
    List<Setting<?>> all = new ArrayList<>(List.of(port, host));
    all.addAll(List.of(own));
    all.addAll(List.of(allowedHosts, maxConnections, maxConnectionsPerClient, maxAnswerMemory));
    return List.copyOf(all);
  }

  /// Returns the port.
  public Setting<Integer> port() {
    return port;
  }

  /// Returns the address or name to listen on.
  public Setting<String> host() {
    return host;
  }

  /// Returns the additional hosts to serve.
  public Setting<List<String>> allowedHosts() {
    return allowedHosts;
  }

  /// Validates the host without binding to it. The port can only be tried.
  ///
  /// @throws SettingException if the host is not of this machine
  public void validate(Settings values) throws SettingException {
    String name = values.get(host);
    try {
      InetAddress address = InetAddress.getByName(name);
      if (!address.isAnyLocalAddress()
          && !address.isLoopbackAddress()
          && NetworkInterface.getByInetAddress(address) == null) {
        throw hostUnusable("host " + name + " is not an address of this machine");
      }
    } catch (UnknownHostException unknown) {
      throw hostUnusable("host " + name + " is unknown");
    } catch (SocketException unlisted) {
      // the interfaces cannot be listed, so only binding tells
    }
  }

  Limits limits(Settings values) {
    return Limits.of(
        values.get(maxConnections),
        values.get(maxConnectionsPerClient),
        values.find(maxAnswerMemory).orElseGet(Limits::defaultAnswerBytes));
  }

  SettingException portUnusable(BindException cause) {
    return new SettingException(
        port,
        "%s; set %s.%s to a free one, or to 0 to let the system choose"
            .formatted(cause.getMessage(), section, port.name()));
  }

  SettingException hostUnusable(UnknownHostException cause) {
    return hostUnusable(String.valueOf(cause.getMessage()));
  }

  private SettingException hostUnusable(String reason) {
    return new SettingException(
        host,
        "%s; set %s.%s to one of this machine, such as 127.0.0.1"
            .formatted(reason, section, host.name()));
  }
}
