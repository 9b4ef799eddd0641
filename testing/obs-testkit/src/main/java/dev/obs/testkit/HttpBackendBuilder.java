package dev.obs.testkit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A builder of an [HttpBackend]. Not thread-safe.
public final class HttpBackendBuilder {
  final HttpBackend.Decoder decoder;
  HttpBackend.Acceptance acceptance = (request, number) -> HttpBackend.Reply.of(200);
  HttpBackend.@Nullable Refusal refusal;
  Fidelity fidelity = Fidelity.complete();
  private final Map<String, String> paths = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();

  HttpBackendBuilder(HttpBackend.Decoder decoder) {
    this.decoder = decoder;
  }

  /// Sets the sink's setting of the URL, and the path of that URL (empty for none).
  public HttpBackendBuilder setting(String name, String path) {
    paths.put(name, path);
    return this;
  }

  /// Adds another setting of the sink.
  public HttpBackendBuilder value(String name, String value) {
    values.put(name, value);
    return this;
  }

  /// Sets the losses of the format; none by default.
  public HttpBackendBuilder fidelity(Fidelity fidelity) {
    this.fidelity = fidelity;
    return this;
  }

  /// Sets the response to an accepted request; an empty 200 by default.
  public HttpBackendBuilder accepting(HttpBackend.Acceptance acceptance) {
    this.acceptance = acceptance;
    return this;
  }

  /// Sets the response to a request that was accepted partly. Without it, [Fault#PARTIAL] is not
  /// one of its faults.
  public HttpBackendBuilder refusing(HttpBackend.Refusal refusal) {
    this.refusal = refusal;
    return this;
  }

  /// Starts the backend.
  public HttpBackend start() throws IOException {
    return new HttpBackend(this);
  }

  Map<String, String> settings(HttpBackend backend) {
    Map<String, String> settings = new LinkedHashMap<>(values);
    paths.forEach((name, path) -> settings.put(name, backend.uri(path).toString()));
    return settings;
  }
}
