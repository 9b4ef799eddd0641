package dev.obs.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A fake backend over HTTP/1.1 on a free port of the loopback address, with every [Fault]. Only
/// the decoder of a request must be written:
///
/// ```java
/// HttpBackend.decoding(request ->
///         Json.list(Json.parse(request.text())).stream()
///             .map(Json::map)
///             .map(span -> Received.of((String) span.get("name"), Json.map(span.get("tags"))))
///             .toList())
///     .setting("endpoint", "/api/spans")
///     .start();
/// ```
///
/// It reads requests of up to 256 MiB, compressed with gzip or not. Thread-safe.
public final class HttpBackend implements Backend {
  private static final int LARGE = 64 << 10;

  /// A received request.
  ///
  /// @param path with the query
  /// @param headers the headers by name in any case; the last value of each
  /// @param body the decompressed body
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Request(String method, String path, Map<String, String> headers, byte[] body) {

    /// Returns the body as UTF-8.
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// A response.
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Reply(int status, Map<String, String> headers, byte[] body) {

    /// Returns a response without headers and body.
    public static Reply of(int status) {
      return new Reply(status, Map.of(), new byte[0]);
    }

    /// Returns a response with a text.
    public static Reply of(int status, String contentType, String text) {
      return new Reply(
          status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// A decoder of requests.
  @FunctionalInterface
  public interface Decoder {
    /// Returns the records of a request, in its order. An exception means that the request is
    /// malformed.
    List<Received> decode(Request request) throws Exception;
  }

  /// The response to a request whose records were accepted.
  @FunctionalInterface
  public interface Acceptance {
    /// Returns the response.
    ///
    /// @param records the number of accepted records
    Reply reply(Request request, int records);
  }

  /// The response to a request of which some records were refused.
  @FunctionalInterface
  public interface Refusal {
    /// Returns the response.
    ///
    /// @param records the number of records
    /// @param refused the indexes of the refused records
    Reply reply(Request request, int records, Set<Integer> refused);
  }

  private final HttpBackendBuilder plan;
  private final LoopbackServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Exception> unreadable = new CopyOnWriteArrayList<>();
  private volatile @Nullable Fault fault;

  HttpBackend(HttpBackendBuilder plan) throws IOException {
    this.plan = plan;
    this.server = new LoopbackServer(this::answer);
  }

  /// Creates a builder of a backend.
  public static HttpBackendBuilder decoding(Decoder decoder) {
    return new HttpBackendBuilder(decoder);
  }

  /// Returns the URL of a path.
  public URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  @Override
  public Map<String, String> settings() {
    return plan.settings(this);
  }

  @Override
  public List<Received> received() {
    if (!unreadable.isEmpty()) {
      Exception first = unreadable.getFirst();
      throw new IllegalStateException("a request cannot be read: " + first, first);
    }
    return List.copyOf(received);
  }

  /// Returns every request that was read completely, including refused and unanswered ones.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public Fidelity fidelity() {
    return plan.fidelity;
  }

  @Override
  public Set<Fault> faults() {
    Set<Fault> faults = EnumSet.allOf(Fault.class);
    if (plan.refusal == null) {
      faults.remove(Fault.PARTIAL);
    }
    return faults;
  }

  @Override
  public void become(Fault next) throws IOException {
    recover();
    fault = next;
    if (next == Fault.DOWN) {
      server.stop();
    }
  }

  @Override
  public void recover() throws IOException {
    fault = null;
    server.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void answer(Request request, LoopbackServer.Connection connection)
      throws IOException, InterruptedException {
    requests.add(request);
    switch (fault) {
      case null -> connection.send(take(request));
      case DOWN, RESET -> connection.reset();
      case HANG -> connection.awaitEnd();
      case SLOW -> {
        Thread.sleep(1_000);
        connection.send(take(request));
      }
      case UNAVAILABLE -> connection.send(Reply.of(503));
      case TOO_MANY_REQUESTS -> connection.send(Reply.of(429));
      case RETRY_AFTER ->
          connection.send(
              new Reply(
                  429, Map.of("Retry-After", Long.toString(RETRY_AFTER.toSeconds())), new byte[0]));
      case BAD_REQUEST -> connection.send(Reply.of(400, "text/plain", "bad request"));
      case TOO_LARGE ->
          connection.send(request.body().length > LARGE ? Reply.of(413) : take(request));
      case UNAUTHORIZED ->
          connection.send(Reply.of(401, "text/plain", "refused: " + request.headers()));
      case PARTIAL -> connection.send(takeSome(request));
      case GARBAGE -> connection.sendRaw("\u0000\u0001 no such protocol \r\n\r\n");
    }
  }

  private Reply take(Request request) {
    try {
      List<Received> records = plan.decoder.decode(request);
      received.addAll(records);
      return plan.acceptance.reply(request, records.size());
    } catch (Exception malformed) {
      unreadable.add(malformed);
      return Reply.of(400);
    }
  }

  /// Refuses every third record from the second on.
  private Reply takeSome(Request request) {
    try {
      List<Received> records = plan.decoder.decode(request);
      Set<Integer> refused = new TreeSet<>();
      List<Received> taken = new ArrayList<>();
      for (int i = 0; i < records.size(); i++) {
        if (i % 3 == 1) {
          refused.add(i);
        } else {
          taken.add(records.get(i));
        }
      }
      received.addAll(taken);
      HttpBackend.Refusal refusal = plan.refusal;
      return refusal == null ? Reply.of(500) : refusal.reply(request, records.size(), refused);
    } catch (Exception malformed) {
      unreadable.add(malformed);
      return Reply.of(400);
    }
  }
}
