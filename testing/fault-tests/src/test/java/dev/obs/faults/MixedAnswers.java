package dev.obs.faults;

import java.util.Arrays;

/// A script for bulk requests that gives each item the status for its number, and 201 the next
/// time; some responses are unreadable.
final class MixedAnswers implements Script {
  private static final int[] STATUSES = {201, 429, 400, 409, 503};

  private final int batch;
  private final byte[] attempts;
  private final byte[] untold;
  private int broken;

  /// @param batch the size of a request
  /// @param items the total number of items
  MixedAnswers(int batch, int items) {
    this.batch = batch;
    attempts = new byte[items];
    untold = new byte[items];
  }

  @Override
  public synchronized Reply reply(Received request) {
    int kind = (int) (request.items()[0] / batch % 8);
    if (kind < 4 && Arrays.stream(request.items()).allMatch(item -> untold[(int) item] == 0)) {
      broken++;
      for (long item : request.items()) {
        untold[(int) item]++;
      }
      return broken(kind);
    }
    return Reply.items(
        Arrays.stream(request.items())
            .mapToInt(item -> attempts[(int) item]++ == 0 ? status(item) : 201)
            .toArray());
  }

  private static Reply broken(int kind) {
    Reply fine = Reply.ok().untaken();
    return switch (kind) {
      case 0 -> fine.cut();
      case 1 -> fine.body("{\"items\":[{\"create\":{\"status\":201}},");
      case 2 -> fine.body("<html>proxy error</html>");
      default -> fine.body("{\"items\":[]}");
    };
  }

  /// Returns the first status of an item.
  static int status(long item) {
    return STATUSES[Math.floorMod(item * 2_654_435_761L >>> 7, STATUSES.length)];
  }

  /// Returns whether an item must be sent again for its status.
  static boolean isRetried(long item) {
    return status(item) == 429 || status(item) == 503;
  }

  /// Returns how often an item must be sent, 400 being final.
  synchronized int due(int item) {
    return untold[item] + (isRetried(item) ? 2 : 1);
  }

  /// Returns the number of unreadable responses.
  synchronized int broken() {
    return broken;
  }
}
