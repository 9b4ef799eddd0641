package dev.obs.http.sender;

import dev.obs.model.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// The JDK's client, created on first use: it costs some 0.2 s, which belong to no start-up. A dead
/// one is replaced.
final class LazyClient implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(10);

  /// The client's tasks are short; only the search for the address of a host may block one.
  private static final int THREADS = 4;

  private final URI uri;
  private final Tls tls;
  private final Duration connectTimeout;
  private @Nullable HttpClient client;
  @Nullable ThreadPoolExecutor executor;
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
    if (client == null || client.isTerminated()) {
      client = create();
    }
    return client;
  }

  /// Forgets a client that cannot be used any more, so that the next request gets another one.
  synchronized void discard(HttpClient dead) {
    if (dead.equals(client)) {
      client = null;
      dead.shutdownNow();
      if (executor != null) {
        executor.shutdownNow();
      }
    }
  }

  private HttpClient create() throws IOException {
    try {
      SSLContext context = "https".equalsIgnoreCase(uri.getScheme()) ? tls.context() : noTls();
      executor = threads();
      return HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(connectTimeout)
          .sslContext(context)
          .executor(executor)
          .build();
    } catch (GeneralSecurityException | UncheckedIOException failure) {
      throw new IOException(
          "cannot create an HTTP client: " + SafeText.message(failure).orElse("no message"),
          failure);
    }
  }

  private static ThreadPoolExecutor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_LIMIT.toNanos(),
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(),
            factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
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
