package dev.obs.http.sender;

import dev.obs.model.SafeText;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;

/// The description of a failed exchange in a few words that are the same for the same cause,
/// because one log line is written per cause. It contains no text of a server.
final class Failure {
  private static final int CAUSES = 16;
  private static final String DEAD_CLIENT = "selector manager closed";

  private Failure() {}

  static IOException of(ExecutionException failed, URI uri, Duration connectTimeout) {
    String reason = reason(causes(failed), uri.getHost(), connectTimeout);
    return new IOException(reason, failed.getCause());
  }

  /// Returns whether the failed client is dead: an Error, such as an OutOfMemoryError, ends its
  /// only thread permanently, and every later exchange fails with the same words.
  static boolean killsClient(ExecutionException failed) {
    return causes(failed).stream()
        .anyMatch(cause ->
            cause instanceof Error
                || (cause instanceof IOException
                    && SafeText.message(cause).filter(DEAD_CLIENT::equals).isPresent()));
  }

  /// Returns whether the handshake failed.
  static boolean isOfTls(ExecutionException failed) {
    return has(causes(failed), SSLException.class);
  }

  /// Returns the first causes; a chain may be endless, for example from a foreign TLS provider.
  private static List<Throwable> causes(ExecutionException failed) {
    List<Throwable> causes = new ArrayList<>();
    try {
      for (Throwable cause = failed.getCause();
          cause != null && causes.size() < CAUSES;
          cause = cause.getCause()) {
        causes.add(cause);
      }
    } catch (RuntimeException | StackOverflowError | AssertionError unreadable) {
      return causes;
    }
    return causes;
  }

  static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private static String reason(List<Throwable> causes, String host, Duration connectTimeout) {
    if (has(causes, HttpConnectTimeoutException.class)) {
      return "no connection within " + text(connectTimeout);
    }
    if (has(causes, UnresolvedAddressException.class) || has(causes, UnknownHostException.class)) {
      return "unknown host " + host;
    }
    if (has(causes, NoRouteToHostException.class)) {
      return "no route to " + host;
    }
    if (has(causes, ConnectException.class)) {
      return "connection refused";
    }
    if (has(causes, SSLException.class)) {
      return tls(causes, host);
    }
    if (has(causes, ProtocolException.class)) {
      return "the answer is not HTTP";
    }
    if (has(causes, EOFException.class)) {
      return "connection closed without an answer";
    }
    return has(causes, IOException.class) ? "connection broke" : "request failed";
  }

  private static String tls(List<Throwable> causes, String host) {
    return CertificateFailure.of(causes)
        .map(problem -> "the certificate of " + host + " " + problem)
        .orElseGet(() -> "tls failed: " + SafeText.message(causes.getFirst()).orElse("no message"));
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }
}
