package dev.obs.http.sender;

import dev.obs.http.sender.Opener.ProxyException;
import dev.obs.model.SafeText;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/// The description of a failed exchange in a few words that are the same for the same cause,
/// because one log line is written per cause. It contains no text of a server.
final class Failure {
  private static final int CAUSES = 16;

  private Failure() {}

  static IOException of(Throwable failed, String host, Duration connectTimeout) {
    return new IOException(reason(causes(failed), host, connectTimeout), failed);
  }

  /// Returns whether the handshake failed.
  static boolean isOfTls(Throwable failed) {
    return has(causes(failed), SSLException.class);
  }

  /// Returns the first causes; a chain may be endless, for example from a foreign TLS provider.
  private static List<Throwable> causes(Throwable failed) {
    List<Throwable> causes = new ArrayList<>();
    Throwable cause = failed;
    while (cause != null && causes.size() < CAUSES) {
      causes.add(cause);
      cause = SafeText.cause(cause);
    }
    return causes;
  }

  static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private static String reason(List<Throwable> causes, String host, Duration connectTimeout) {
    if (causes.getFirst() instanceof ProxyException proxy) {
      return String.valueOf(proxy.getMessage());
    }
    if (has(causes, SocketTimeoutException.class)) {
      return "no connection within " + text(connectTimeout);
    }
    if (has(causes, UnknownHostException.class)) {
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
