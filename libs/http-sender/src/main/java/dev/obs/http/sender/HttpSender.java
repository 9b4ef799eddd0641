package dev.obs.http.sender;

import dev.obs.model.SafeText;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/// A client that POSTs bodies to one URL over HTTP/1.1 and keeps the connection open between them.
/// It follows no redirect, reads at most 4 MiB of a response, and starts no thread before the first
/// [#send]. A client of the JDK that an Error has ended is replaced with the next request.
/// Certificates and keys are read again when their files change or a handshake fails.
///
/// Memory for a request: its body, the compressed copy if any, and at most 4 MiB of the response as
/// sent and again decompressed. The JDK limits the response's headers (`jdk.http.maxHeaderSize`).
/// At most four threads serve the client.
///
/// Thread-safe.
public final class HttpSender implements AutoCloseable {
  private final URI uri;
  private final RequestHeaders headers;
  private final boolean gzip;
  private final Duration timeout;
  private final Duration connectTimeout;
  private final InstantSource clock;
  private final ServerMessages messages = new ServerMessages();
  final LazyClient client;

  HttpSender(HttpSenderBuilder builder) {
    uri = builder.uri;
    headers = builder.headers;
    gzip = builder.gzip;
    timeout = builder.timeout;
    connectTimeout = builder.connectTimeout;
    clock = builder.clock;
    client = new LazyClient(uri, new TlsSource(builder.tls, builder.logger), connectTimeout);
  }

  /// Creates a builder of a sender.
  ///
  /// @param uri the URL, `http` or `https`, with a host; its user information becomes basic
  ///   authentication
  /// @throws IllegalArgumentException if the URL cannot be used
  public static HttpSenderBuilder to(URI uri) {
    return new HttpSenderBuilder(uri);
  }

  /// Starts to describe a sender.
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
    return send(request(body));
  }

  /// Sends JSON with another method to another path of the same server, uncompressed.
  ///
  /// @param path the path with the query, which replace those of the URL
  /// @param json the body; empty for a request without one
  /// @throws IOException as [#send(byte[])] does
  /// @throws InterruptedException if the thread was interrupted; the request is aborted
  public Answer send(String method, String path, byte[] json)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(path));
    headers.addTo(request);
    request.setHeader("Content-Type", "application/json");
    return send(
        request
            .method(
                method,
                json.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json))
            .build());
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpClient open = client.get();
    CompletableFuture<HttpResponse<Body>> exchange = open.sendAsync(request, _ -> new BodyReader());
    try {
      Answer answer = answer(exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
      if (answer.status() == 401 || answer.status() == 403) {
        client.doubtCertificates();
      }
      return answer;
    } catch (TimeoutException late) {
      throw new HttpTimeoutException("timed out after " + Failure.text(timeout));
    } catch (ExecutionException failed) {
      if (Failure.isOfTls(failed)) {
        client.doubtCertificates();
      }
      if (Failure.killsClient(failed)) {
        client.discard(open);
      }
      throw Failure.of(failed, uri, connectTimeout);
    } finally {
      exchange.cancel(true); // aborts it if it is not over
    }
  }

  private HttpRequest request(byte[] body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    headers.addTo(request);
    if (gzip) {
      request.setHeader("Content-Encoding", "gzip");
    }
    return request.POST(gzip ? gzipped(body) : BodyPublishers.ofByteArray(body)).build();
  }

  private static BodyPublisher gzipped(byte[] body) {
    Compressed bytes = new Compressed(body.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.publisher();
  }

  /// A compressed body that is sent without a copy.
  private static final class Compressed extends ByteArrayOutputStream {
    Compressed(int size) {
      super(size);
    }

    BodyPublisher publisher() {
      return BodyPublishers.ofByteArray(buf, 0, count);
    }
  }

  private Answer answer(HttpResponse<Body> response) {
    Body body = response.body().decoded(response.headers());
    Duration retryAfter =
        RetryAfter.parse(response.headers().firstValue("retry-after"), clock.instant());
    Answer answer =
        new Answer(
            response.statusCode(),
            body.bytes(),
            body.reading(),
            retryAfter,
            mediaType(response.headers().firstValue("content-type").orElse("")),
            Redirect.target(uri, response.headers().firstValue("location")),
            "");
    return answer.status() / 100 == 2 && !answer.isPage()
        ? answer
        : answer.withMessage(messages.prepare(MessageReader.message(answer)));
  }

  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /// Aborts requests in progress and closes connections; takes a second at most.
  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "HttpSender[" + SafeText.url(uri) + "]";
  }
}
