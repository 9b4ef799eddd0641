package dev.obs.http.listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The limits of one listener.
///
/// @param connections open at a time
/// @param connectionsPerClient open at a time for one address
/// @param answerBytes size of all answers that clients have not taken yet
/// @param receive time for a request, from its first byte or from the connection's start
/// @param idle time between two requests of a connection
/// @param answer time for a handler, and again for the client to take the answer
record Limits(
    int connections,
    int connectionsPerClient,
    long answerBytes,
    Duration receive,
    Duration idle,
    Duration answer) {

  static final int CONNECTIONS = 1024;
  static final int CONNECTIONS_PER_CLIENT = 64;

  /// A listener takes no more of the process's file descriptors than one in so many.
  private static final int SHARE_OF_DESCRIPTORS = 4;

  private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+(\\d{1,9})\\s");

  static Limits standard() {
    return of(CONNECTIONS, CONNECTIONS_PER_CLIENT, defaultAnswerBytes());
  }

  /// The configured limits with the fixed time-outs. The idle time exceeds the usual minute between
  /// two scrapes.
  static Limits of(int connections, int connectionsPerClient, long answerBytes) {
    return new Limits(
        Math.min(connections, Math.max(1, descriptors() / SHARE_OF_DESCRIPTORS)),
        connectionsPerClient,
        answerBytes,
        Duration.ofSeconds(5),
        Duration.ofSeconds(75),
        Duration.ofSeconds(30));
  }

  /// The default size of answers: 1/16 of the heap, at most 16 MB.
  static long defaultAnswerBytes() {
    return Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 16);
  }

  /// The process's limit, as Linux reports it. The management bean would need a module more.
  private static int descriptors() {
    try {
      Matcher limit = OPEN_FILES.matcher(Files.readString(Path.of("/proc/self/limits")));
      return limit.find() ? Integer.parseInt(limit.group(1)) : Integer.MAX_VALUE;
    } catch (IOException unknown) {
      return Integer.MAX_VALUE;
    }
  }
}
