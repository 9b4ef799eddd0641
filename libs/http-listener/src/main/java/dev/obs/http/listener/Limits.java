package dev.obs.http.listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The limits of one listener.
///
/// @param connections the maximum number of open connections
/// @param connectionsPerClient the maximum number of open connections per address
/// @param answerBytes the maximum size of all responses that clients have not received yet
/// @param receive the time for a request, from its first byte or from the connection's start
/// @param idle the time between two requests of a connection
/// @param answer the time for a handler, and again for the client to read the response
record Limits(
    int connections,
    int connectionsPerClient,
    long answerBytes,
    Duration receive,
    Duration idle,
    Duration answer) {

  static final int CONNECTIONS = 1024;
  static final int CONNECTIONS_PER_CLIENT = 64;

  /// The divisor of the process's limit of file descriptors that gives a listener's share.
  private static final int SHARE_OF_DESCRIPTORS = 4;

  private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+(\\d{1,9})\\s");

  static Limits standard() {
    return of(CONNECTIONS, CONNECTIONS_PER_CLIENT, defaultAnswerBytes());
  }

  /// Returns the configured limits with the fixed time-outs. The idle time exceeds the usual minute
  /// between two scrapes.
  static Limits of(int connections, int connectionsPerClient, long answerBytes) {
    return new Limits(
        Math.min(connections, Math.max(1, descriptors() / SHARE_OF_DESCRIPTORS)),
        connectionsPerClient,
        answerBytes,
        Duration.ofSeconds(5),
        Duration.ofSeconds(75),
        Duration.ofSeconds(30));
  }

  /// Returns the default size of all responses: 1/16 of the heap, at most 16 MB.
  static long defaultAnswerBytes() {
    return Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 16);
  }

  /// Returns the process's limit, as Linux reports it. The management bean would require another
  /// module.
  private static int descriptors() {
    try {
      Matcher limit = OPEN_FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
      return limit.find() ? Integer.parseInt(limit.group(1)) : Integer.MAX_VALUE;
    } catch (IOException unknown) {
      return Integer.MAX_VALUE;
    }
  }
}
