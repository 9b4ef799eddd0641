package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import dev.obs.api.KernelProvider;
import dev.obs.kernel.Inventory;
import dev.obs.kernel.Kernel;
import dev.obs.spi.Extension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `obs check` and `obs run` name all settings that an extension refuses, with the modules of the
/// image. Each row has all errors that can be made at once.
class RefusedSettingsTest {
  private static final String TLS_AND_HEADERS =
      """
          headers: {"a b": x, Host: y}
          certificate: DIR/damaged.pem
          client_certificate: DIR/none.pem
          client_key: DIR/no-key.pem
      """;
  private static final List<String> TLS_AND_HEADERS_REFUSED =
      List.of(
          "headers: 'a b' is not a name of a header",
          "headers: header 'Host' cannot be set",
          "certificate: DIR/damaged.pem holds a damaged CERTIFICATE",
          "client_certificate: DIR/none.pem does not exist",
          "client_key: DIR/no-key.pem holds no key in PEM form");

  @TempDir Path folder;

  static Stream<Arguments> rows() {
    return Stream.of(
        row(
            "traces: otlp",
            """
              otlp:
                endpoint: http://localhost:70000
                protocol: grpc
            """
                + TLS_AND_HEADERS,
            "protocol: grpc is not supported",
            "endpoint: the port must be from 1 to 65535"),
        row(
            "traces: zipkin",
            """
              zipkin:
                endpoint: http://localhost:70000
            """
                + TLS_AND_HEADERS,
            "endpoint: the port must be from 1 to 65535"),
        row(
            "logs: elasticsearch",
            """
              elasticsearch:
                hosts: ["http://localhost:70000", "http://localhost/?a"]
                index: -a
                data_stream: Logs
                api_key: "a\\nb"
                username: me
            """
                + TLS_AND_HEADERS,
            "index: index and data_stream exclude each other",
            "index: '-a' is invalid for Elasticsearch",
            "data_stream: 'Logs' is invalid for Elasticsearch",
            "username: username needs a password",
            "api_key: api_key and username exclude each other",
            "api_key: the value of header 'Authorization' has a character",
            "hosts: a host cannot be used: the port must be from 1 to 65535",
            "hosts: a host has no '?' or '#'"),
        row(
            "incidents: webhook",
            """
              webhook:
                url: http://me:secret@localhost:70000/a
            """
                + TLS_AND_HEADERS,
            "url: the URL holds a user or password; put it into a header",
            "url: the port must be from 1 to 65535"),
        row(
            "incidents: alertmanager",
            """
              alertmanager:
                urls: ["http://me@localhost", "http://localhost:70000", "http://localhost#a"]
                password: secret
            """
                + TLS_AND_HEADERS,
            "password: password needs a username",
            "urls: the URL holds a user or password; use username and password",
            "urls: the port must be from 1 to 65535",
            "urls: a URL has no '?' or '#'"),
        row(
            "incidents: pagerduty",
            """
              pagerduty:
                routing_key: key
                url: http://me:secret@localhost:70000
            """
                + TLS_AND_HEADERS,
            "url: the URL holds a user or password; remove it",
            "url: the port must be from 1 to 65535"));
  }

  /// @param use the signal and the sink
  private static Arguments row(String use, String section, String... refused) {
    return Arguments.of(
        use, section, Stream.concat(Stream.of(refused), TLS_AND_HEADERS_REFUSED.stream()).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void areAllNamedWithTheirPlaces(String use, String section, List<String> refused)
      throws IOException {
    String key =
        switch (use.substring(0, use.indexOf(':'))) {
          case "traces" -> "tracing";
          case "logs" -> "logging";
          default -> "incidents";
        };
    String sink = use.substring(use.indexOf(' ') + 1);
    assertRefused(
        """
        telemetry:
          %s: {exporters: [%s]}
        %s\
        """
            .formatted(key, sink, section),
        refused);
  }

  @Test
  void areThoseOfAllExtensionsInUse() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertRefused(
        """
        telemetry:
          tracing: {exporters: [file]}
          metrics: {exporters: [prometheus]}
          prometheus: {host: 192.0.2.1}
          file: {path: DIR/file}
        health:
          port: 0
          host: 198.51.100.1
          endpoints: [
            {path: /a, type: liveness}, {path: /a, type: readiness},
            {path: /b, type: liveness}, {path: /b, type: readiness}]
        """,
        List.of(
            "path: DIR/file is not a folder",
            "host: host 192.0.2.1 is not an address of this machine",
            "endpoints: path /a is a duplicate",
            "endpoints: path /b is a duplicate",
            "host: host 198.51.100.1 is not an address of this machine"));
  }

  /// Every extension that declares settings is in a row, or all of its settings are checked one by
  /// one as they are read.
  @Test
  void areTestedForEachExtension() {
    Set<String> tested =
        Stream.of(
                Stream.of("file", "prometheus", "health-http"),
                rows().map(row -> row.get()[0].toString().replaceFirst(".*: ", "")))
            .flatMap(types -> types)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> withoutRules = Set.of("console", "system", "memory", "disk");
    Set<String> found =
        InstalledExtensions.extensions().stream()
            .filter(each -> !each.settings().isEmpty() && !withoutRules.contains(each.type()))
            .map(Extension::type)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(found, tested);
  }

  private void assertRefused(String yaml, List<String> expected) throws IOException {
    Files.writeString(
        folder.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----");
    Files.writeString(folder.resolve("no-key.pem"), "");
    List<String> lines = yaml.replace("DIR", folder.toString()).lines().toList();
    Path file = Files.write(folder.resolve("telemetry.yaml"), lines);
    KernelProvider.Options options =
        new KernelProvider.Options(file, Map.of(), List.of(), List.of(), false);

    Inventory inventory = Inventory.take(options);
    List<Problem> checked =
        assertThrows(ConfigurationException.class, inventory::validate).problems();
    assertEquals(
        checked,
        assertThrows(ConfigurationException.class, () -> Kernel.start(options)).problems());
    assertEquals(
        expected,
        checked.stream().map(problem -> shortened(problem, lines, expected)).toList(),
        checked::toString);
  }

  /// Returns the key at the place of a problem, and as much of its message as is expected.
  private String shortened(Problem problem, List<String> lines, List<String> expected) {
    String[] place = problem.where().split(":");
    String line = lines.get(Integer.parseInt(place[1]) - 1);
    String before = line.substring(0, Integer.parseInt(place[2]) - 1);
    String key = before.replaceFirst(":[^:]*$", "").replaceFirst("^.*[ {,]", "");
    String text = (key + ": " + problem.message()).replace(folder.toString(), "DIR");
    return expected.stream().filter(text::startsWith).findFirst().orElse(text);
  }
}
