package dev.obs.http.sender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// The JDK's client, created on first use: it costs some 0.2 s, which belong to no start-up.
final class LazyClient implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(10);

  private final URI uri;
  private final Tls tls;
  private final Duration connectTimeout;
  private @Nullable HttpClient client;
  private @Nullable ExecutorService executor;
  private boolean closed;

  LazyClient(URI uri, Tls tls, Duration connectTimeout) {
    this.uri = uri;
    this.tls = tls;
    this.connectTimeout = connectTimeout;
  }

  synchronized HttpClient get() throws IOException {
    if (closed) {
      throw new IOException("sender is closed");
    }
    if (client == null) {
      client = create();
    }
    return client;
  }

  private HttpClient create() throws IOException {
    try {
      SSLContext context = "https".equalsIgnoreCase(uri.getScheme()) ? tls.context() : noTls();
      executor =
          new ThreadPoolExecutor(
              0,
              Integer.MAX_VALUE,
              IDLE_LIMIT.toNanos(),
              TimeUnit.NANOSECONDS,
              new SynchronousQueue<>(),
              factory());
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(connectTimeout)
          .sslContext(context)
          .executor(executor)
          .build();
    } catch (GeneralSecurityException | UncheckedIOException failure) {
      throw new IOException("cannot create an HTTP client: " + failure.getMessage(), failure);
    }
  }

  /// Threads in the group of the one who sends, by which the kernel knows what is logged on behalf
  /// of a sink. Virtual threads have no group, and those that the client starts inherit nothing.
  private static ThreadFactory factory() {
    return Thread.ofPlatform()
        .daemon()
        .group(Thread.currentThread().getThreadGroup())
        .name("obs-http-sender-", 0)
        .factory();
  }

  /// Trusts nobody. The client wants a context even if it never speaks TLS, and its default one
  /// would load the JDK's certificates: a third of what a client costs.
  private static SSLContext noTls() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[0], null);
    return context;
  }

  @Override
  public void close() {
    HttpClient open;
    ExecutorService threads;
    synchronized (this) {
      closed = true;
      open = client;
      threads = executor;
    }
    if (open == null || threads == null) {
      return;
    }
    open.shutdownNow();
    try {
      boolean _ = open.awaitTermination(CLOSE_LIMIT);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
