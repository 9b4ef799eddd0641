package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.model.HealthKind;
import dev.obs.spi.Extension;
import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import dev.obs.spi.TraceSink;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The declarations of extensions, and the kernel's own lists of mappings.
class ExtensionSettingsTest {
  @TempDir Path folder;

  @Test
  void onlyDeclaredSettingsMayBeAskedFor() {
    Given given = new Given(folder);
    var section = given.load().section(given.extension(TraceSink.class, "otlp"));
    assertEquals(Duration.ofSeconds(10), section.get(Fakes.TIMEOUT));
    assertEquals(Optional.empty(), section.find(Fakes.TRACES_ENDPOINT));
    assertThrows(IllegalArgumentException.class, () -> section.get(Fakes.API_KEY));
    assertThrows(
        IllegalArgumentException.class, () -> section.get(Setting.text("timeout").orElse("")));
  }

  @Test
  void extensionsThatDeclareAlikeShareASection() {
    Extension one = Fakes.traceSink("shared", List.of(Setting.text("a"), Setting.port("b")));
    Extension two = Fakes.metricSink("shared", List.of(Setting.text("a"), Setting.port("c")));
    Configuration configuration = new Given(folder, List.of(one, two)).load();
    assertEquals(Optional.empty(), configuration.conflict(one));
    assertEquals(Optional.empty(), configuration.conflict(two));
  }

  @Test
  void declarationsThatConflictAreSaidAndTheFirstHolds() {
    Extension first = Fakes.traceSink("shared", List.of(Setting.text("a").orElse("first")));
    Extension otherType = Fakes.metricSink("shared", List.of(Setting.port("a")));
    Extension secret = Fakes.logSink("shared", List.of(Setting.secret("a")));
    Configuration configuration = new Given(folder, List.of(first, otherType, secret)).load();
    assertEquals(Optional.empty(), configuration.conflict(first));
    String conflict =
        "declares telemetry.shared.a otherwise than another extension or the kernel does";
    assertEquals(Optional.of(conflict), configuration.conflict(otherType));
    assertEquals(Optional.of(conflict), configuration.conflict(secret));
    assertThrows(IllegalArgumentException.class, () -> configuration.section(secret));
  }

  @Test
  void declarationsThatCannotBeAreSaid() {
    assertEquals(
        "declares both a and a.b",
        conflict("telemetry.x", Setting.text("a"), Setting.text("a.b"))
            .replace("telemetry.x.", ""));
    assertEquals(
        "declares both telemetry.x.a and telemetry.x.a",
        conflict("telemetry.x", Setting.text("a"), Setting.text("a")));
    assertEquals(
        "declares an unusable key 'telemetry.x.'", conflict("telemetry.x", Setting.text("")));
    assertEquals(
        "declares an unusable key 'telemetry.x.a..b'",
        conflict("telemetry.x", Setting.text("a..b")));
    assertEquals("declares an unusable section ''", conflict("", Setting.text("a")));
    assertEquals(
        "declares the section telemetry.service_name.x, where a value stands already",
        conflict("telemetry.service_name.x", Setting.text("a")));
    assertEquals(
        "declares telemetry.tracing otherwise than another extension or the kernel does",
        conflict("telemetry", Setting.text("tracing")));
    assertEquals(
        "declares telemetry.tracing.sample_rate otherwise than another extension or the kernel"
            + " does",
        conflict("telemetry.tracing", Setting.decimal("sample_rate", 0, 2)));
  }

  @Test
  void aScalarThatThrowsAnythingIsAnErrorInTheFile() {
    Setting<String> odd =
        Setting.scalar(
            "odd",
            new Scalar<>(
                "something even",
                _ -> {
                  throw new IllegalStateException("boom");
                },
                value -> value));
    assertEquals(
        List.of("telemetry.yaml:1:24: telemetry.x.odd: expected something even, found '1'"),
        new Given(folder, List.of(Fakes.traceSink("x", List.of(odd))))
            .file("telemetry: {x: { odd:  1 }}")
            .errors());
  }

  @Test
  void dependenciesAreRead() {
    List<Dependency> dependencies =
        new Given(folder)
            .file(
                """
                health:
                  checks:
                    dependencies:
                      - {name: database, tcp: "db:5432"}
                      - name: shop
                        http: https://shop/health
                        timeout: 500ms
                        kind: startup
                      - {name: v6, tcp: "[::1]:1"}
                """)
            .load()
            .dependencies();
    Duration two = Duration.ofSeconds(2);
    assertEquals(
        List.of(
            new Dependency("database", HealthKind.READINESS, new Dependency.Tcp("db", 5432), two),
            new Dependency(
                "shop",
                HealthKind.STARTUP,
                new Dependency.Http(URI.create("https://shop/health")),
                Duration.ofMillis(500)),
            new Dependency("v6", HealthKind.READINESS, new Dependency.Tcp("::1", 1), two)),
        dependencies);
  }

  @Test
  void aDependencyHasANameThatNoOtherCheckOfItsKindHas() {
    assertEquals(
        List.of(
            "telemetry.yaml:4:14: readiness check 'memory' exists already (of the extension"
                + " 'memory'); choose another name",
            "telemetry.yaml:6:14: startup check 'kernel' exists already (of the kernel); choose"
                + " another name",
            "telemetry.yaml:9:14: another dependency is called 'db' already"),
        new Given(folder)
            .file(
                """
                health:
                  checks:
                    dependencies:
                    - {name: memory, tcp: "db:1"}
                    - {name: memory, tcp: "db:1", kind: startup}
                    - {name: kernel, tcp: "db:1", kind: startup}
                    - {name: kernel, tcp: "db:1"}
                    - {name: db, tcp: "db:1", kind: startup}
                    - {name: db, tcp: "db:2", kind: startup}
                    - {name: db, tcp: "db:1"}
                """)
            .errors());
  }

  @Test
  void aHostMayHaveAnyNameThatTheStandardsAllow() {
    assertEquals(
        List.of(),
        new Given(folder)
            .file(
                """
                health:
                  checks:
                    dependencies:
                    - {name: a, tcp: "my_db:5432"}
                    - {name: b, tcp: "größe:1"}
                    - {name: c, tcp: "[::1]:1"}
                    - {name: d, http: "http://otel_collector:4318"}
                    - {name: e, http: "http://otlp.1234-ns:4318/x"}
                    - {name: f, http: "http://größe/"}
                """)
            .notices());
  }

  @Test
  void wrongDependenciesAreErrors() {
    assertEquals(
        List.of(
            "telemetry.yaml:4:9: a dependency has either tcp (host:port) or http (a URL)",
            "telemetry.yaml:5:9: a dependency has either tcp (host:port) or http (a URL), not both",
            "telemetry.yaml:6:9: health.checks.dependencies[2] has no name",
            "telemetry.yaml:6:15: health.checks.dependencies[2].tcp: expected host:port with a port"
                + " from 1 to 65535, found 'db'",
            "telemetry.yaml:7:16: another dependency is called 'a' already",
            "telemetry.yaml:7:32: unknown key 'kin' in health.checks.dependencies[3]; did you mean"
                + " 'kind'?",
            "telemetry.yaml:8:37: health.checks.dependencies[4].kind: expected one of readiness,"
                + " startup, found 'liveness'"),
        new Given(folder)
            .file(
                """
                health:
                  checks:
                    dependencies:
                      - {name: a}
                      - {name: b, tcp: "h:1", http: "http://h"}
                      - {tcp: db}
                      - {name: a, tcp: "db:1", kin: startup}
                      - {name: d, tcp: "h:1", kind: liveness}
                """)
            .errors());
  }

  @Test
  void probesAreNamedByTheirType() {
    assertEquals(
        List.of(
            "telemetry.yaml:1:38: unknown probe 'dsk'; did you mean 'disk'? (found: disk, memory)"),
        new Given(folder).file("telemetry: {probes: {which: [memory, dsk]}}").errors());
    assertEquals(
        List.of(
            "telemetry.yaml:1:29: telemetry.probes.which is set but no module provides a probe; put"
                + " probe-system on the module path"),
        new Given(folder, List.of()).file("telemetry: {probes: {which: [memory]}}").notices());
  }

  @Test
  void everySettingIsShownOnceSectionsTogether() {
    Given given = new Given(folder).seed();
    List<String> keys = given.load().effective().stream().map(EffectiveValue::key).toList();
    assertEquals(keys.size(), keys.stream().distinct().count());
    assertEquals("telemetry.enabled", keys.getFirst());
    int lastOfTelemetry = 0;
    for (int i = 0; i < keys.size(); i++) {
      lastOfTelemetry = keys.get(i).startsWith("telemetry.") ? i : lastOfTelemetry;
    }
    assertEquals(
        keys.stream().filter(key -> key.startsWith("telemetry.")).count(), lastOfTelemetry + 1L);
    assertEquals("/ready (telemetry.yaml:28)", given.effective("health.endpoints[1].path"));
    assertEquals(
        "http://jaeger:4318 (telemetry.yaml:7)", given.effective("telemetry.otlp.endpoint"));
    assertEquals(" (default)", given.effective("telemetry.otlp.traces.endpoint"));
    assertEquals("90 (default)", given.effective("health.checks.memory"));
    assertEquals("tracecontext, baggage (default)", given.effective("telemetry.propagators"));
  }

  private String conflict(String section, Setting<?>... settings) {
    Extension extension = new Fakes.FakeTraceSink("x", section, List.of(settings));
    return new Given(folder, List.of(extension)).load().conflict(extension).orElse("none");
  }
}
