package dev.obs.testkit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Describes an [HttpBackend]. Not thread-safe.
public final class HttpBackendBuilder {
  final HttpBackend.Decoder decoder;
  HttpBackend.Acceptance acceptance = (_, _) -> HttpBackend.Reply.of(200);
  HttpBackend.@Nullable Refusal refusal;
  Fidelity fidelity = Fidelity.complete();
  private final Map<String, String> paths = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();

  HttpBackendBuilder(HttpBackend.Decoder decoder) {
    this.decoder = decoder;
  }

  /// The sink's setting that names the URL, and the path that it wants there (empty for none).
  public HttpBackendBuilder setting(String name, String path) {
    paths.put(name, path);
    return this;
  }

  /// Another setting of the sink.
  public HttpBackendBuilder value(String name, String value) {
    values.put(name, value);
    return this;
  }

  /// What the format loses; nothing unless set.
  public HttpBackendBuilder fidelity(Fidelity fidelity) {
    this.fidelity = fidelity;
    return this;
  }

  /// What it answers to a request that was taken; an empty 200 unless set.
  public HttpBackendBuilder accepting(HttpBackend.Acceptance acceptance) {
    this.acceptance = acceptance;
    return this;
  }

  /// What it answers to a request of which it took only a part. Without it, [Fault#PARTIAL] is none
  /// of its faults.
  public HttpBackendBuilder refusing(HttpBackend.Refusal refusal) {
    this.refusal = refusal;
    return this;
  }

  /// Starts it.
  public HttpBackend start() throws IOException {
    return new HttpBackend(this);
  }

  Map<String, String> settings(HttpBackend backend) {
    Map<String, String> settings = new LinkedHashMap<>(values);
    paths.forEach((name, path) -> settings.put(name, backend.uri(path).toString()));
    return settings;
  }
}
