package dev.obs.http.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A connection to a server or proxy, with a buffer for its answers. All operations block; closing
/// the channel ends them.
///
/// Not thread-safe.
final class Connection implements AutoCloseable {
  private static final int BUFFER = 8 << 10;

  /// The most bytes of one write or read. The JDK copies them through a buffer outside the heap.
  private static final int SLICE = 128 << 10;

  /// The size of a TLS record.
  private static final int RECORD = 16 << 10;

  private final SocketChannel channel;
  private final boolean proxied;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable Tls tls;

  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private boolean answered;

  /// @param proxied whether requests for another server are sent over it in plain text
  Connection(SocketChannel channel, boolean proxied) {
    this.channel = channel;
    this.proxied = proxied;
  }

  SocketChannel channel() {
    return channel;
  }

  /// Returns whether requests name the server, because a proxy receives them.
  boolean isProxied() {
    return proxied;
  }

  /// Returns the certificates that the connection uses, null without TLS.
  @Nullable Tls tls() {
    return tls;
  }

  /// Continues over TLS.
  void secure(InputStream decrypting, OutputStream encrypting, @Nullable Tls certificates) {
    in = decrypting;
    out = encrypting;
    tls = certificates;
  }

  /// Sends a request. The body is not copied, except by the JDK.
  void send(byte[] head, ByteBuffer body) throws IOException {
    answered = false;
    if (out == null) {
      write(ByteBuffer.wrap(head), body.duplicate());
    } else {
      write(out, head, body);
    }
  }

  private void write(ByteBuffer head, ByteBuffer body) throws IOException {
    int end = body.limit();
    ByteBuffer[] parts = {head, body};
    do {
      body.limit(Math.min(end, body.position() + SLICE));
      while (head.hasRemaining() || body.hasRemaining()) {
        channel.write(parts);
      }
    } while (body.limit() < end);
  }

  /// Writes the head and the beginning of the body as one record.
  private static void write(OutputStream encrypting, byte[] head, ByteBuffer body)
      throws IOException {
    int with = Math.clamp(RECORD - head.length, 0, body.remaining());
    byte[] first = new byte[head.length + with];
    System.arraycopy(head, 0, first, 0, head.length);
    int start = body.arrayOffset() + body.position();
    System.arraycopy(body.array(), start, first, head.length, with);
    encrypting.write(first);
    if (with < body.remaining()) {
      encrypting.write(body.array(), start + with, body.remaining() - with);
    }
    encrypting.flush();
  }

  /// Returns whether the server has sent something since the last request.
  boolean isAnswered() {
    return answered;
  }

  /// Returns whether all received bytes were read.
  boolean isEmpty() {
    return !buffer.hasRemaining();
  }

  /// Returns the next byte, or -1 at the end.
  int read() throws IOException {
    return buffer.hasRemaining() || fill() ? buffer.get() & 0xFF : -1;
  }

  /// Reads some bytes and returns their number, or -1 at the end.
  int read(byte[] target, int from, int length) throws IOException {
    if (!buffer.hasRemaining() && length >= BUFFER) {
      int got = receive(ByteBuffer.wrap(target, from, Math.min(length, SLICE)));
      answered |= got > 0;
      return got;
    }
    if (!buffer.hasRemaining() && !fill()) {
      return -1;
    }
    int got = Math.min(length, buffer.remaining());
    buffer.get(target, from, got);
    return got;
  }

  private boolean fill() throws IOException {
    buffer.clear();
    int got;
    try {
      got = receive(buffer);
    } finally {
      buffer.flip();
    }
    answered |= got > 0;
    return got > 0;
  }

  private int receive(ByteBuffer target) throws IOException {
    if (in == null) {
      return channel.read(target);
    }
    int at = target.position();
    int got = in.read(target.array(), target.arrayOffset() + at, target.remaining());
    target.position(at + Math.max(got, 0));
    return got;
  }

  @Override
  public void close() {
    close(channel);
  }

  static void close(@Nullable SocketChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException broken) {
        // it is of no more use in any case
      }
    }
  }
}
