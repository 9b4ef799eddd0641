package dev.obs.http.sender;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A request in progress. Its deadline and a close of the sender end it by closing its channel,
/// which ends all blocking operations of the thread that sends. An interrupt of this thread closes
/// the channel as well.
///
/// Thread-safe.
final class Call {
  /// The cause of the end from outside.
  enum End {
    NONE,
    LATE,
    CLOSED
  }

  private final long deadline;
  private @Nullable SocketChannel channel;
  private End end = End.NONE;

  /// @param deadline by [System#nanoTime]
  Call(long deadline) {
    this.deadline = deadline;
  }

  long deadline() {
    return deadline;
  }

  synchronized End end() {
    return end;
  }

  /// Returns whether nothing more can be sent or read.
  boolean isOver() {
    return end() != End.NONE || Thread.currentThread().isInterrupted();
  }

  /// Sets the channel that the end closes.
  synchronized void uses(SocketChannel opened) throws IOException {
    channel = opened;
    if (end != End.NONE) {
      opened.close();
      throw new AsynchronousCloseException();
    }
  }

  synchronized void abort(End cause) {
    if (end == End.NONE) {
      end = cause;
      Connection.close(channel);
    }
  }
}
