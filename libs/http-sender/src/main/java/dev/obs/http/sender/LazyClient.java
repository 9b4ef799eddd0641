package dev.obs.http.sender;

import dev.obs.model.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// The JDK's client, created on first use: its creation takes some 0.2 s, which would delay the
/// start-up. A dead client is replaced, and so is one with certificates that have changed; requests
/// in progress then end on the earlier client.
final class LazyClient implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(10);

  /// The client's tasks are short; only the resolution of a host name may block a thread.
  private static final int THREADS = 4;

  private final Optional<TlsSource> certificates;
  private final Duration connectTimeout;
  private @Nullable HttpClient client;
  private @Nullable Tls used;
  @Nullable ThreadPoolExecutor executor;
  private boolean closed;

  LazyClient(URI uri, TlsSource certificates, Duration connectTimeout) {
    this.certificates =
        "https".equalsIgnoreCase(uri.getScheme()) ? Optional.of(certificates) : Optional.empty();
    this.connectTimeout = connectTimeout;
  }

  HttpClient get() throws IOException {
    // reads files, for which a close does not wait
    return get(certificates.map(TlsSource::current).orElse(null));
  }

  private synchronized HttpClient get(@Nullable Tls tls) throws IOException {
    if (closed) {
      throw new IOException("sender is closed");
    }
    if (client != null && tls != used) {
      client.shutdown();
      client = null;
    }
    if (client == null || client.isTerminated()) {
      client = create(tls);
      used = tls;
    }
    return client;
  }

  /// Notes a failure that other certificates might mend.
  void doubtCertificates() {
    certificates.ifPresent(TlsSource::doubt);
  }

  /// Discards a client that cannot be used any more, so that the next request creates another one.
  synchronized void discard(HttpClient dead) {
    if (dead.equals(client)) {
      client = null;
      dead.shutdownNow();
      if (executor != null) {
        executor.shutdownNow();
      }
    }
  }

  private HttpClient create(@Nullable Tls tls) throws IOException {
    try {
      SSLContext context = tls == null ? noTls() : tls.context();
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

  /// Returns a factory of threads in the sender's thread group, by which the kernel recognizes log
  /// lines of a sink. Virtual threads have no group, and threads that the client starts inherit
  /// nothing.
  private static ThreadFactory factory() {
    return Thread.ofPlatform()
        .daemon()
        .group(Thread.currentThread().getThreadGroup())
        .name("obs-http-sender-", 0)
        .factory();
  }

  /// Returns a context that trusts no certificate. The client requires a context even without TLS,
  /// and its default context would load the JDK's certificates: a third of the client's cost.
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
