package dev.obs.probe.system;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A line of `/proc/net/dev`: the traffic of one interface of this process's network namespace. The
/// semantic conventions define their metrics by its columns, of which OSHI lacks one.
///
/// @param received the received traffic
/// @param transmitted the transmitted traffic
record NetworkInterface(String name, Traffic received, Traffic transmitted) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /// One direction, with the attributes of its points. Packet points contain the interface twice,
  /// because the conventions name it `system.device` there.
  record Traffic(
      long bytes,
      long packets,
      long errors,
      long dropped,
      Attributes attributes,
      Attributes packetAttributes) {

    private static Traffic of(String name, String direction, String[] columns, int first) {
      Attributes attributes =
          Attributes.of(
              AttributeKey.stringKey("network.interface.name"),
              name,
              AttributeKey.stringKey("network.io.direction"),
              direction);
      return new Traffic(
          Long.parseLong(columns[first]),
          Long.parseLong(columns[first + 1]),
          Long.parseLong(columns[first + 2]),
          Long.parseLong(columns[first + 3]),
          attributes,
          attributes.toBuilder().put("system.device", name).build());
    }
  }

  /// Returns all interfaces.
  ///
  /// @param root the folder that contains `proc`
  static List<NetworkInterface> all(Path root) throws IOException {
    return ProcFile.lines(root.resolve("proc/self/net/dev")).stream()
        .map(NetworkInterface::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<NetworkInterface> parse(String line) {
    int colon = line.lastIndexOf(':');
    String[] columns = BLANKS.split(line.substring(colon + 1).strip(), -1);
    if (colon < 0 || columns.length < 16) {
      return Optional.empty(); // a headline
    }
    String name = line.substring(0, colon).strip();
    try {
      return Optional.of(
          new NetworkInterface(
              name,
              Traffic.of(name, "receive", columns, 0),
              Traffic.of(name, "transmit", columns, 8)));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
