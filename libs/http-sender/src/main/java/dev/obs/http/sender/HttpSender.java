package dev.obs.http.sender;

import dev.obs.model.SafeText;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// A client that POSTs bodies to one URL over HTTP/1.1 and keeps the connection open between them.
/// It follows no redirect, reads at most 4 MiB of a response, and starts no thread before the first
/// [#send]. All addresses of the host are tried in turn. The proxy of the process is used.
/// Certificates and keys are read again when their files change or a handshake fails.
///
/// The calling thread does all of the work with blocking calls; a thread of its own resolves a
/// name, and a virtual thread watches the time. A request whose kept connection ends before the
/// first byte of the response is sent again over another one, so requests have to be repeatable.
///
/// Memory for a request: its body, the compressed copy if any, and at most 4 MiB of the response as
/// sent and again decompressed. The head of a response has at most 64 KiB.
///
/// Thread-safe.
public final class HttpSender implements AutoCloseable {
  private final Target target;
  private final RequestHeaders headers;
  private final boolean gzip;
  private final Duration timeout;
  private final Duration connectTimeout;
  private final InstantSource clock;
  private final ServerMessages messages = new ServerMessages();
  private final TlsSource certificates;
  private final Opener opener;
  private final Connections connections = new Connections();

  HttpSender(HttpSenderBuilder builder) {
    target = builder.target;
    headers = builder.headers;
    gzip = builder.gzip;
    timeout = builder.timeout;
    connectTimeout = builder.connectTimeout;
    clock = builder.clock;
    certificates = new TlsSource(builder.tls, builder.logger);
    opener = new Opener(target, connectTimeout, builder.resolver);
  }

  /// Creates a builder of a sender.
  ///
  /// @param uri the URL, `http` or `https`, with a host; its user information becomes basic
  ///   authentication
  /// @throws IllegalArgumentException if the URL cannot be used
  public static HttpSenderBuilder to(URI uri) {
    return new HttpSenderBuilder(uri);
  }

  /// Creates a builder of a sender.
  ///
  /// @param from the setting that holds the URL
  /// @throws SettingException if nothing can be sent there
  public static HttpSenderBuilder to(Setting<?> from, URI uri) throws SettingException {
    try {
      return to(uri);
    } catch (IllegalArgumentException unusable) {
      throw new SettingException(from, String.valueOf(unusable.getMessage()));
    }
  }

  /// Sends a body and waits for the response.
  ///
  /// @throws IOException if there is no response; the message gives the reason in a few words that
  ///   are the same for the same cause, such as `connection refused` or `timed out after 10 s`
  /// @throws InterruptedException if the thread was interrupted; the request is aborted
  public Answer send(byte[] body) throws IOException, InterruptedException {
    return send(body, 0, body.length);
  }

  /// Sends a part of an array as a body and waits for the response.
  ///
  /// @throws IOException as [#send(byte[])] does
  /// @throws InterruptedException if the thread was interrupted; the request is aborted
  public Answer send(byte[] bytes, int offset, int length)
      throws IOException, InterruptedException {
    Map<String, String> own = gzip ? Map.of("Content-Encoding", "gzip") : Map.of();
    ByteBuffer body =
        gzip ? gzipped(bytes, offset, length) : ByteBuffer.wrap(bytes, offset, length);
    return send(new Exchange(target, "POST", headers.text(own), body));
  }

  /// Sends JSON with another method to another path of the same server, uncompressed.
  ///
  /// @param path the path with the query, which replace those of the URL
  /// @param json the body; empty for a request without one
  /// @throws IOException as [#send(byte[])] does
  /// @throws InterruptedException if the thread was interrupted; the request is aborted
  public Answer send(String method, String path, byte[] json)
      throws IOException, InterruptedException {
    String fields = headers.text(Map.of("Content-Type", "application/json"));
    return send(new Exchange(target.at(path), method, fields, ByteBuffer.wrap(json)));
  }

  private Answer send(Exchange request) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Call call = connections.begin(timeout);
    try {
      Answer answer = answer(response(request, call), request.target().uri());
      if (answer.status() == 401 || answer.status() == 403) {
        certificates.doubt();
      }
      return answer;
    } catch (IOException | RuntimeException failed) {
      if (Thread.interrupted()) {
        throw (InterruptedException) new InterruptedException().initCause(failed);
      }
      throw failure(call, failed);
    } finally {
      connections.end(call);
    }
  }

  private IOException failure(Call call, Exception failed) {
    return switch (call.end()) {
      case LATE ->
          (IOException)
              new SocketTimeoutException("timed out after " + Failure.text(timeout))
                  .initCause(failed);
      case CLOSED -> new IOException("sender is closed", failed);
      case NONE -> {
        if (Failure.isOfTls(failed)) {
          certificates.doubt();
        }
        yield Failure.of(failed, target.host(), connectTimeout);
      }
    };
  }

  private Response response(Exchange request, Call call) throws IOException, InterruptedException {
    Tls tls = target.secure() ? certificates.current() : null; // reads files
    Connection kept = connections.take(tls);
    if (kept != null) {
      try {
        return over(kept, request, call);
      } catch (IOException ended) {
        if (kept.isAnswered() || call.isOver()) {
          throw ended;
        }
      }
    }
    return over(opener.open(tls, call), request, call);
  }

  private Response over(Connection connection, Exchange request, Call call) throws IOException {
    boolean reusable = false;
    try {
      Response response = request.over(connection, call);
      reusable = response.keepsConnection() && !call.isOver();
      return response;
    } finally {
      if (reusable) {
        connections.keep(connection);
      } else {
        connection.close();
      }
    }
  }

  private static ByteBuffer gzipped(byte[] bytes, int offset, int length) {
    Compressed compressed = new Compressed(length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes, offset, length);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return compressed.buffer();
  }

  /// A compressed body that is sent without a copy.
  private static final class Compressed extends ByteArrayOutputStream {
    Compressed(int size) {
      super(size);
    }

    ByteBuffer buffer() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }

  private Answer answer(Response response, URI uri) {
    Fields fields = response.fields();
    Body body = response.body().decoded(fields);
    Answer answer =
        new Answer(
            response.status(),
            body.bytes(),
            body.reading(),
            RetryAfter.parse(fields.first("retry-after"), clock.instant()),
            mediaType(fields.first("content-type").orElse("")),
            Redirect.target(uri, fields.first("location")),
            "");
    return answer.status() / 100 == 2 && !answer.isPage()
        ? answer
        : answer.withMessage(messages.prepare(MessageReader.message(answer)));
  }

  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /// Aborts requests in progress and closes connections, without waiting.
  @Override
  public void close() {
    connections.close();
    opener.close();
  }

  @Override
  public String toString() {
    return "HttpSender[" + SafeText.url(target.uri()) + "]";
  }
}
