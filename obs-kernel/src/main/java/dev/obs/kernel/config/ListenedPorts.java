package dev.obs.kernel.config;

import dev.obs.model.Authority;
import dev.obs.spi.Extension;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rule that no two extensions listen on one port of overlapping hosts.
///
/// @param extensions all that can be used
record ListenedPorts(Schema schema, List<Extension> extensions) implements Rule {
  /// A port to listen on.
  ///
  /// @param key the full key of the port
  private record Port(String key, int number, String host, Origin origin) {
    /// The key with the place of its value.
    String shown() {
      return key + (origin.isDefault() ? " (default)" : " (" + origin.shown() + ")");
    }

    boolean overlaps(Port other) {
      return number == other.number && overlap(address(host), address(other.host));
    }
  }

  @Override
  public List<Finding> check(MergedValues values) {
    List<Port> ports = ports(values);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      for (Port earlier : ports.subList(0, i)) {
        if (ports.get(i).overlaps(earlier)) {
          findings.add(finding(ports.get(i), earlier));
        }
      }
    }
    return findings;
  }

  /// A variable never ends the start, so the extension that gets the port from one is not opened.
  private static Finding finding(Port port, Port earlier) {
    Port at = port.origin.weakerThan(earlier.origin) ? earlier : port;
    Port other = port.origin.weakerThan(earlier.origin) ? port : earlier;
    String message =
        "port %d is used twice, by %s and by %s; choose another one"
            .formatted(at.number, at.key, other.shown());
    if (at.origin.isDefault()) {
      return Finding.error(message);
    }
    return at.origin.isEnvironment()
        ? Finding.notice(at.origin, message)
        : Finding.error(at.origin, message);
  }

  private List<Port> ports(MergedValues values) {
    List<Port> ports = new ArrayList<>();
    for (Extension extension : extensions) {
      String section = schema.section(extension);
      if (section == null || !isOpened(extension, values)) {
        continue;
      }
      for (Setting<?> setting : extension.settings()) {
        String key = Schema.join(section, setting.name());
        Optional<Setting<String>> host = setting.host();
        if (host.isPresent()
            && value(key, setting, values) instanceof Integer number
            && number != 0
            && value(Schema.join(section, host.get().name()), host.get(), values)
                instanceof String name) {
          ports.add(new Port(key, number, name, values.origin(key)));
        }
      }
    }
    return ports;
  }

  private static boolean isOpened(Extension extension, MergedValues values) {
    boolean enabled =
        values.get(CoreSettings.ENABLED).orElse(true)
            && values.get(CoreSettings.METRICS_ENABLED).orElse(true);
    return ExtensionRules.isUsed(extension, values)
        && (enabled || !(extension instanceof MetricSink));
  }

  /// The value of a key; null if there is none, or if it is known only where the service will run.
  private static @Nullable Object value(String key, Setting<?> setting, MergedValues values) {
    Optional<SettingValue<?>> value = values.find(key);
    if (value.isPresent()) {
      return value.get().value();
    }
    return values.isDeferred(key) ? null : setting.fallback().orElse(null);
  }

  private static boolean overlap(String one, String other) {
    return one.equals(other) || one.equals("*") || other.equals("*");
  }

  /// A host in a form that can be compared: `*` for all addresses. Names are not looked up.
  private static String address(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return "127.0.0.1";
    }
    return Authority.literal(host)
        .map(address -> address.isAnyLocalAddress() ? "*" : address.getHostAddress())
        .orElse(host);
  }
}
