import org.jspecify.annotations.NullMarked;

/// A conformance kit for plugins, and tools for tests of applications: sinks in memory, a manual
/// clock, and builders of telemetry.
///
/// A plugin's author extends one class and writes two methods: one that creates the sink, one that
/// creates the backend.
///
/// ```java
/// class AcmeConformanceTest extends TraceSinkConformance {
///
///   @Override
///   protected TraceSink sink() {
///     return new AcmeTraceSink();
///   }
///
///   @Override
///   protected Backend backend() throws IOException {
///     return HttpBackend.decoding(request -> AcmeJson.read(request.text()))
///         .setting("endpoint", "/api/spans")
///         .start();
///   }
/// }
/// ```
@NullMarked
module dev.obs.testkit {
  requires static org.jspecify;
  requires transitive dev.obs.api;
  requires transitive io.opentelemetry.sdk.testing;
  requires transitive org.junit.jupiter.api;
  requires org.opentest4j;
  requires java.net.http;
  requires tools.jackson.core;

  exports dev.obs.testkit;

  // its tests are package-private, so that no subclass overrides one by accident
  opens dev.obs.testkit to
      org.junit.platform.commons;
}
